#pragma once

#include "shared/catalogue.h"

namespace rancak::test {

// Office dukcapil, open on working days from 8 to 16; counters a-1 with the service ktp, a-2 with ktp and kk.
[[nodiscard]] inline Catalogue small_catalogue() {
    using namespace std::chrono;
    Catalogue catalogue;
    Office office{"dukcapil", {"Disdukcapil (contoh)", "", ""}, minutes{7 * 60}, {}};
    for (std::size_t day = 0; day < 5; ++day) office.hours[day] = {hours{8}, hours{16}};
    catalogue.offices = {office};
    catalogue.counters = {{"a-1", "dukcapil", {"Loket 1", "", ""}}, {"a-2", "dukcapil", {"Loket 2", "", ""}}};
    catalogue.officers = {{"o-1", "dukcapil", "Contoh Satu", "a-1", {}, ""}, {"o-2", "dukcapil", "Contoh Dua", "a-2", {}, ""}};
    catalogue.services = {{"ktp", "dukcapil", {"KTP-el", "", ""}, {"a-1", "a-2"}},
                          {"kk", "dukcapil", {"Kartu Keluarga", "", ""}, {"a-2"}}};
    catalogue.reasons = {{"ramah", {"Ramah", "", ""}, Cause::officer, {false, false, false, true, true}},
                         {"lama", {"Lama menunggu", "", ""}, Cause::queue, {true, true, true, false, false}}};
    return catalogue;
}

}  // namespace rancak::test
