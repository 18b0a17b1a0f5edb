#pragma once

#include "shared/language.h"
#include "shared/wording.h"

#include <array>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace rancak::kiosk {

// Every text of the screens that is not the catalogue's; each is a key of assets/words/{id,min,en}.toml.
#define RANCAK_WORDS(X)                                                                                               \
    X(language_name) X(language_short)                                                             \
    X(text_size) X(text_size_small) X(text_size_normal) X(text_size_large) X(text_size_largest)                       \
    X(voice) X(volume_off) X(volume_soft) X(volume_usual) X(volume_loud) X(voice_broken) X(voice_greeting)             \
    X(voice_button) X(voice_choice) X(voice_chosen) X(voice_not_chosen) X(voice_shut) X(voice_clock)                   \
    X(contrast) X(low_reach) X(mirrored) X(calm) X(more_time) X(back) X(done) X(scroll_up) X(scroll_down) X(staff_entry)                                            \
    X(attract_question) X(attract_start) X(attract_face)                        \
    X(score_1) X(score_2) X(score_3) X(score_4) X(score_5)                                                            \
    X(faces_officer) X(faces_counter) X(faces_office) X(faces_withdrawn)                                              \
    X(promise_now) X(promise_who) X(promise_when)                                                                     \
    X(choose_title) X(choose_correct) X(choose_hint) X(choose_unsure) X(choose_unsure_hint) X(choose_nobody)          \
    X(why_saved) X(why_title) X(why_hint) X(why_about) X(why_undo) X(why_wrong_officer)                               \
    X(cause_officer) X(cause_rule) X(cause_queue) X(cause_place)                                                      \
    X(thanks_title) X(thanks_saved) X(thanks_who) X(thanks_when) X(thanks_countdown) X(thanks_another)                \
    X(key_space) X(key_erase) X(key_clear) X(key_capitals) X(key_symbols) X(key_letters) X(typed_left)                \
    X(door_case) X(door_case_hint)                                                                                     \
    X(case_kinds_title) X(case_complaint) X(case_complaint_hint) X(case_suggestion) X(case_suggestion_hint)           \
    X(case_question) X(case_question_hint) X(case_service) X(case_service_hint) X(case_officer)                       \
    X(case_officer_hint) X(case_place) X(case_place_hint) X(case_fee) X(case_fee_hint) X(case_other)                  \
    X(case_other_hint) X(case_which_service) X(case_which_officer) X(case_none) X(case_none_hint)                     \
    X(case_text_complaint) X(case_text_suggestion) X(case_text_question) X(case_text_hint) X(case_next)               \
    X(case_privacy_title) X(case_anonymous) X(case_anonymous_hint) X(case_anonymous_go) X(case_confidential)          \
    X(case_confidential_hint) X(case_agree) X(case_consent_purpose) X(case_consent_who) X(case_consent_kept)          \
    X(case_consent_rights) X(case_contact_title) X(case_contact_hint) X(case_check_title) X(case_check_hint)          \
    X(case_send) X(case_cancel) X(case_sent_title) X(case_sent_use) X(case_sent_once) X(case_sent_square) X(case_sent_open) \
    X(case_left_title) X(case_left_text) X(case_idle) X(comment_title) X(comment_hint) X(why_comment)                 \
    X(why_comment_change) X(why_pressed)                                                                                             \
    X(door_survey) X(door_survey_hint) X(survey_progress) X(survey_service) X(survey_service_other)                   \
    X(survey_service_other_hint) X(survey_ask_requirements) X(survey_ask_procedure) X(survey_ask_time)                \
    X(survey_ask_cost) X(survey_ask_product) X(survey_ask_competence) X(survey_ask_conduct) X(survey_ask_complaints)  \
    X(survey_ask_facilities) X(survey_requirements_1) X(survey_requirements_2) X(survey_requirements_3)               \
    X(survey_requirements_4) X(survey_procedure_1) X(survey_procedure_2) X(survey_procedure_3) X(survey_procedure_4)  \
    X(survey_time_1) X(survey_time_2) X(survey_time_3) X(survey_time_4) X(survey_cost_1) X(survey_cost_2)             \
    X(survey_cost_3) X(survey_cost_4) X(survey_product_1) X(survey_product_2) X(survey_product_3)                     \
    X(survey_product_4) X(survey_competence_1) X(survey_competence_2) X(survey_competence_3) X(survey_competence_4)   \
    X(survey_conduct_1) X(survey_conduct_2) X(survey_conduct_3) X(survey_conduct_4) X(survey_complaints_1)            \
    X(survey_complaints_2) X(survey_complaints_3) X(survey_complaints_4) X(survey_facilities_1)                       \
    X(survey_facilities_2) X(survey_facilities_3) X(survey_facilities_4) X(survey_sex) X(sex_male) X(sex_female)      \
    X(survey_education) X(education_sd) X(education_smp) X(education_sma) X(education_s1) X(education_s2)             \
    X(education_s3) X(survey_occupation) X(occupation_civil_servant) X(occupation_army) X(occupation_police)          \
    X(occupation_employee) X(occupation_self_employed) X(occupation_job) X(survey_next) X(survey_stop)                \
    X(survey_end_title) X(survey_end_text) X(survey_send) X(survey_left_text) X(survey_idle) X(thanks_survey_saved)   \
    X(thanks_survey_who) X(thanks_survey_when)                                                                        \
    X(idle_title) X(idle_text) X(idle_stay)                                                                           \
    X(sign_in_title) X(sign_in_officers) X(sign_in_caretakers) X(sign_in_nobody)                                      \
    X(pin_title) X(pin_hint) X(pin_typed) X(pin_erase) X(pin_enter) X(pin_checking) X(pin_wrong) X(pin_locked)        \
    X(staff_duty) X(staff_on_duty) X(staff_off_duty) X(staff_take) X(staff_take_from) X(staff_leave)                  \
    X(standing_title) X(standing_period) X(standing_ratings_one) X(standing_ratings_other) X(standing_mean)           \
    X(standing_interval) X(standing_distribution) X(standing_reasons) X(standing_no_reasons) X(standing_trend)        \
    X(standing_mean_floor) X(standing_rest_floor) X(standing_delay) X(standing_as_of) X(standing_offline)             \
    X(standing_loading) X(standing_missing)                                                                           \
    X(health_title) X(health_loading) X(health_online) X(health_offline) X(health_online_since)                       \
    X(health_offline_since) X(health_last_error) X(health_waiting) X(health_parked) X(health_recorded)                \
    X(health_last_receipt) X(health_never) X(health_head) X(health_head_value) X(health_journal) X(health_disk)       \
    X(health_folder) X(health_version) X(health_server) X(health_alarms) X(health_no_alarms)                          \
    X(export_title) X(export_ratings) X(export_journal) X(export_destination) X(export_no_destination)                \
    X(export_progress) X(export_done) X(export_failed) X(export_cancelled) X(export_cancel) X(export_close)           \
    X(broken_title) X(broken_text) X(not_ready_title) X(not_ready_text) X(for_caretaker)                              \
    X(home_open) X(home_title) X(door_rate) X(door_rate_hint) X(door_services) X(door_services_hint)                  \
    X(door_participation) X(door_participation_hint) X(participation_forums) X(changes_title) X(change_said)          \
    X(change_did) X(change_since) X(whole_city) X(forum_when) X(forum_agenda) X(forum_topics) X(forum_topics_hint)    \
    X(forum_support) X(forum_supported) X(announcement_title) X(attract_forum) X(award_title) X(index_title) X(index_letter)                \
    X(index_respondents_one) X(index_respondents_other) X(attract_shut) X(attract_opens_today) X(attract_opens)       \
    X(attract_shut_still)                                                                                             \
    X(door_pledge) X(door_pledge_hint)                                                                                \
    X(services_title) X(services_search) X(services_hint) X(services_all) X(services_near) X(services_nothing)        \
    X(services_more) X(services_count) X(services_show) X(sample)                                                     \
    X(service_sample) X(service_checked) X(service_unknown) X(service_requirements) X(service_tick)                   \
    X(service_ticked) X(service_procedure) X(service_time) X(service_cost) X(service_product) X(service_complaints)   \
    X(service_where) X(service_ask_where) X(service_open) X(service_shut_today) X(service_shut_tomorrow)              \
    X(service_shut_day) X(service_shut) X(service_more) X(service_less)                                               \
    X(service_take) X(service_take_list) X(service_take_link)                                                         \
    X(management_1) X(management_2) X(management_3) X(management_4) X(management_5) X(management_6) X(management_7)   \
    X(management_8) X(pledge_lead) X(pledge_sample)                                                                   \
    X(weekday_1) X(weekday_2) X(weekday_3) X(weekday_4) X(weekday_5) X(weekday_6) X(weekday_7)                        \
    X(month_1) X(month_2) X(month_3) X(month_4) X(month_5) X(month_6) X(month_7) X(month_8) X(month_9) X(month_10)    \
    X(month_11) X(month_12)                                                                                           \
    X(date_long) X(date_short) X(date_brief) X(clock) X(moment) X(decimal_mark) X(thousands_mark)                     \
    X(seconds_one) X(seconds_other) X(minutes_one) X(minutes_other) X(hours_one) X(hours_other)

enum class Word : std::size_t {
#define RANCAK_WORD(key) key,
    RANCAK_WORDS(RANCAK_WORD)
#undef RANCAK_WORD
};

inline constexpr std::array word_keys{
#define RANCAK_WORD(key) std::string_view{#key},
    RANCAK_WORDS(RANCAK_WORD)
#undef RANCAK_WORD
};

// The screens' texts in each language. Placeholders are written {name}, and are the same in all languages.
struct Words {
    std::array<std::array<std::string, word_keys.size()>, languages.size()> texts;

    [[nodiscard]] const std::string& in(Language language, Word word) const {
        return texts[static_cast<std::size_t>(language)][static_cast<std::size_t>(word)];
    }
};

// The words with the centre's own in their places. One that does not fit here is left out and told, a sentence each: a centre
// may be newer than this program, and know a key that it does not.
struct WordsInForce {
    Words words;
    std::vector<std::string> left_out;
};
[[nodiscard]] WordsInForce laid_over(const Words& built_in, const std::vector<Wording>&);

// `first` for 0, the next key for 1 …: score_1 to score_5, weekdays, months.
[[nodiscard]] constexpr Word after(Word first, int steps) {
    return static_cast<Word>(static_cast<std::size_t>(first) + static_cast<std::size_t>(steps));
}

struct Filling {
    std::string_view name;
    std::string_view value;
};

// The pattern with each {name} replaced by its value; a placeholder without a value stays as it is.
[[nodiscard]] std::string fill(std::string_view pattern, std::initializer_list<Filling>);

}  // namespace rancak::kiosk
