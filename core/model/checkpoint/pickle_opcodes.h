#pragma once
// (private) Pickle opcodes: those that are understood, and the names of all, for refusals that say what was met.
// Source: CPython's pickletools.

#include <cstdint>
#include <string>

namespace tw::model::pickle_opcode {

inline constexpr std::uint8_t kMark = '(';
inline constexpr std::uint8_t kStop = '.';
inline constexpr std::uint8_t kBinInt = 'J';
inline constexpr std::uint8_t kBinInt1 = 'K';
inline constexpr std::uint8_t kBinInt2 = 'M';
inline constexpr std::uint8_t kNone = 'N';
inline constexpr std::uint8_t kBinPersId = 'Q';
inline constexpr std::uint8_t kReduce = 'R';
inline constexpr std::uint8_t kBinUnicode = 'X';
inline constexpr std::uint8_t kEmptyList = ']';
inline constexpr std::uint8_t kAppend = 'a';
inline constexpr std::uint8_t kBuild = 'b';
inline constexpr std::uint8_t kGlobal = 'c';
inline constexpr std::uint8_t kAppends = 'e';
inline constexpr std::uint8_t kBinGet = 'h';
inline constexpr std::uint8_t kLongBinGet = 'j';
inline constexpr std::uint8_t kBinPut = 'q';
inline constexpr std::uint8_t kLongBinPut = 'r';
inline constexpr std::uint8_t kSetItem = 's';
inline constexpr std::uint8_t kTuple = 't';
inline constexpr std::uint8_t kSetItems = 'u';
inline constexpr std::uint8_t kEmptyDict = '}';
inline constexpr std::uint8_t kBinFloat = 'G';
inline constexpr std::uint8_t kEmptyTuple = ')';
inline constexpr std::uint8_t kProto = 0x80;
inline constexpr std::uint8_t kTuple1 = 0x85;
inline constexpr std::uint8_t kTuple2 = 0x86;
inline constexpr std::uint8_t kTuple3 = 0x87;
inline constexpr std::uint8_t kNewTrue = 0x88;
inline constexpr std::uint8_t kNewFalse = 0x89;
inline constexpr std::uint8_t kLong1 = 0x8a;

// "INST", "STACK_GLOBAL", ...; "0x1f" when there is no such opcode.
std::string name(std::uint8_t opcode);

} // namespace tw::model::pickle_opcode
