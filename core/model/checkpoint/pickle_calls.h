#pragma once
// (private) The few calls a weights file may contain, carried out as descriptions: OrderedDict, _rebuild_tensor_v2,
// _rebuild_parameter, and the persistent ids of storages.

#include "core/model/checkpoint/pickle.h"

#include <optional>
#include <string>
#include <string_view>

namespace tw::model {

// "module name" of a global that a weights file may name.
bool isKnownGlobal(std::string_view name);

// What a call gives: a new value, or one that is there already.
struct Called {
    PickleValue value;
    std::optional<PickleId> existing;
};

// Errors: Refused (not a callable global, sizes over the limits), Unreadable (arguments of other kinds, a tensor that
// reaches outside its storage). Details without the byte; the caller adds it.
Result<Called> callGlobal(Pickle& pickle, PickleId callee, PickleId arguments, const PickleLimits& limits);

// ('storage', class, key, location, count[, view]). Errors: Unreadable, Unsupported (class), Refused (length of the
// key).
Result<PickleStorage> readStorageId(const Pickle& pickle, PickleId id, const PickleLimits& limits);

// Bytes outside printable ASCII as "?", at most 100 of them: names from a hostile file end up in a terminal.
std::string printable(std::string_view text);

} // namespace tw::model
