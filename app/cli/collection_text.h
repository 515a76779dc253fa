#pragma once
// A collection as tables and JSON of the command line. Frames are numbered from 1.

#include "core/collection/projects.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace tw::cli {

std::string stateNames(); // "untracked, tracked, ..."
nlohmann::ordered_json entryJson(const collection::Entry& entry);
nlohmann::ordered_json listJson(const std::vector<collection::Entry>& entries); // with the totals
std::string listText(const std::vector<collection::Entry>& entries);
nlohmann::ordered_json commentJson(const collection::Entry& entry, const collection::Comment& comment);
std::string commentText(const collection::Entry& entry, const collection::Comment& comment); // one line
nlohmann::ordered_json agreementJson(const collection::Agreement& agreement);
std::string agreementText(const collection::Entry& entry, const collection::Agreement& agreement);

} // namespace tw::cli
