#include "core/training/validate.h"

#include "core/base/number_text.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace tw::training {

namespace {

using Json = nlohmann::ordered_json;

double rounded(double value)
{
    return std::round(value * 1000) / 1000;
}

std::string padded(std::string text, std::size_t width)
{
    text.insert(0, text.size() < width ? width - text.size() : 0, ' ');
    return text;
}

} // namespace

std::string toJson(const ValidationScores& scores)
{
    Json json;
    json["sequences"] = Json::object();
    for (const SequenceScores& s : scores.sequences) {
        Json entry{{"set", s.set}, {"pictures", s.pictures}, {"boxes", s.boxes}};
        entry["AP50"] = rounded(s.ap50);
        entry["AP50_picture"] = rounded(s.ap50Picture);
        if (s.tpr)
            entry["TPR"] = rounded(*s.tpr);
        if (s.tprApart)
            entry["TPR_apart"] = rounded(*s.tprApart);
        if (s.tprApartColours)
            entry["TPR_apart_colours"] = rounded(*s.tprApartColours);
        if (s.tracking) {
            entry["MOTA"] = rounded(s.tracking->mota);
            entry["IDF1"] = rounded(s.tracking->idf1);
            entry["switches"] = s.tracking->switches;
            entry["FP"] = s.tracking->falsePositives;
            entry["FN"] = s.tracking->misses;
        }
        json["sequences"][s.set + "/" + s.name] = std::move(entry);
    }
    Json mean{{"AP50", rounded(scores.ap50)}, {"AP50_picture", rounded(scores.ap50Picture)}};
    if (scores.tpr)
        mean["TPR"] = rounded(*scores.tpr);
    if (scores.tprApart)
        mean["TPR_apart"] = rounded(*scores.tprApart);
    if (scores.tprApartColours)
        mean["TPR_apart_colours"] = rounded(*scores.tprApartColours);
    mean["score"] = rounded(scores.score);
    json["mean"] = std::move(mean);
    return json.dump();
}

std::string toTable(const ValidationScores& scores)
{
    const auto number = [](double value) { return padded(toText(value, 1), 8); };
    const auto maybe = [&](const std::optional<double>& value) { return value ? number(*value) : padded("-", 8); };
    std::string text = "    AP50   AP50p     TPR   apart colours    MOTA    IDF1  switch  boxes  sequence\n";
    for (const SequenceScores& s : scores.sequences) {
        text += number(s.ap50) + number(s.ap50Picture) + maybe(s.tpr) + maybe(s.tprApart) + maybe(s.tprApartColours);
        if (s.tracking)
            text += number(s.tracking->mota) + number(s.tracking->idf1) + padded(toText(s.tracking->switches), 8);
        else
            text += padded("-", 8) + padded("-", 8) + padded("-", 8);
        text += padded(toText(static_cast<std::int64_t>(s.boxes)), 7) + "  " + s.set + "/" + s.name + "\n";
    }
    text += number(scores.ap50) + number(scores.ap50Picture) + maybe(scores.tpr) + maybe(scores.tprApart) +
            maybe(scores.tprApartColours) + padded("", 31) + "  mean over sets\n";
    return text;
}

} // namespace tw::training
