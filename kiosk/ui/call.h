#pragma once

#include <memory>
#include <type_traits>
#include <utility>

namespace rancak::kiosk {

template <class Signature>
class Call;

// A function to call during another, not to keep: refers to a lambda without copying it to the heap, as std::function
// would some hundred times a frame.
template <class Result, class... Arguments>
class Call<Result(Arguments...)> {
public:
    template <class F>
        requires(!std::is_same_v<std::remove_cvref_t<F>, Call> && std::is_invocable_r_v<Result, F&, Arguments...>)
    Call(F&& function)  // NOLINT: meant to convert
        : object_(const_cast<void*>(static_cast<const void*>(std::addressof(function)))),
          call_([](void* object, Arguments... arguments) -> Result {
              return (*static_cast<std::remove_reference_t<F>*>(object))(std::forward<Arguments>(arguments)...);
          }) {}

    Result operator()(Arguments... arguments) const { return call_(object_, std::forward<Arguments>(arguments)...); }

private:
    void* object_;
    Result (*call_)(void*, Arguments...);
};

}  // namespace rancak::kiosk
