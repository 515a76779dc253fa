#pragma once
// Result<T>: a value or an Error, with the vocabulary of std::expected (which g++ 12 has only in C++23).

#include "core/base/contract.h"
#include "core/base/error.h"

#include <type_traits>
#include <utility>
#include <variant>

namespace tw {

template <class T>
class [[nodiscard]] Result
{
public:
    using value_type = T;
    using error_type = Error;

    Result(const T& value) : m_state(std::in_place_index<0>, value) {}
    Result(T&& value) : m_state(std::in_place_index<0>, std::move(value)) {}
    template <class U>
    requires(std::is_convertible_v<U&&, T> && !std::is_same_v<std::remove_cvref_t<U>, Result> &&
             !std::is_same_v<std::remove_cvref_t<U>, T> && !std::is_same_v<std::remove_cvref_t<U>, Error>)
        Result(U&& value)
        : m_state(std::in_place_index<0>, std::forward<U>(value))
    {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    bool has_value() const { return m_state.index() == 0; }
    explicit operator bool() const { return has_value(); }

    T& value() &
    {
        TW_EXPECTS(has_value());
        return std::get<0>(m_state);
    }
    const T& value() const&
    {
        TW_EXPECTS(has_value());
        return std::get<0>(m_state);
    }
    T&& value() &&
    {
        TW_EXPECTS(has_value());
        return std::get<0>(std::move(m_state));
    }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }
    template <class U>
    T value_or(U&& fallback) const&
    {
        return has_value() ? std::get<0>(m_state) : static_cast<T>(std::forward<U>(fallback));
    }

    const Error& error() const&
    {
        TW_EXPECTS(!has_value());
        return std::get<1>(m_state);
    }
    Error&& error() &&
    {
        TW_EXPECTS(!has_value());
        return std::get<1>(std::move(m_state));
    }

private:
    std::variant<T, Error> m_state;
};

template <>
class [[nodiscard]] Result<void>
{
public:
    using value_type = void;
    using error_type = Error;

    Result() = default;
    Result(Error error) : m_error(std::move(error)), m_failed(true) {}

    bool has_value() const { return !m_failed; }
    explicit operator bool() const { return has_value(); }
    const Error& error() const&
    {
        TW_EXPECTS(m_failed);
        return m_error;
    }
    Error&& error() &&
    {
        TW_EXPECTS(m_failed);
        return std::move(m_error);
    }

private:
    Error m_error;
    bool m_failed = false;
};

// What a function that may have failed means for the one that called it.
//   TW_TRY(doIt());                 returns the error, if any
//   TW_TRY_ASSIGN(auto x, make());  declares x, or returns the error
#define TW_CONCAT_(a, b) a##b
#define TW_CONCAT(a, b) TW_CONCAT_(a, b)
#define TW_TRY(expression)                                                                                             \
    do {                                                                                                               \
        auto twTryResult = (expression);                                                                               \
        if (!twTryResult)                                                                                              \
            return std::move(twTryResult).error();                                                                     \
    } while (false)
#define TW_TRY_ASSIGN(declaration, expression)                                                                         \
    auto TW_CONCAT(twResult, __LINE__) = (expression);                                                                 \
    if (!TW_CONCAT(twResult, __LINE__))                                                                                \
        return std::move(TW_CONCAT(twResult, __LINE__)).error();                                                       \
    declaration = *std::move(TW_CONCAT(twResult, __LINE__))

} // namespace tw
