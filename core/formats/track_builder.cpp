#include "core/formats/track_builder.h"

#include "core/base/number_text.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace tw::formats {
namespace {

constexpr std::int64_t kLargestId = std::numeric_limits<std::int32_t>::max() - 1; // one is left for ids from 0
constexpr std::int64_t kLargestFrame = std::numeric_limits<FrameIndex>::max() - 1;

} // namespace

bool TrackBuilder::add(std::int64_t line, std::int64_t frame, std::int64_t id, ClassId classId,
                       const annotation::TrackBox& box)
{
    if (frame < 0 || frame > kLargestFrame) {
        refuse(line, "frame " + toText(frame) + " cannot be");
        return false;
    }
    if (id < -1 || id > kLargestId) {
        refuse(line, "id " + toText(id) + " cannot be");
        return false;
    }
    if (!box.box.valid()) {
        refuse(line, "the box is empty or not finite");
        return false;
    }
    if (number(classId) < 1) {
        refuse(line, "class " + toText(std::int64_t{number(classId)}) + " cannot be");
        return false;
    }
    Entry entry{line, frame, static_cast<std::int32_t>(id), classId, box};
    // A document holds shares of 1 only; what else detectors write (logits, percent) has no such meaning.
    const auto settle = [line](float& value, Outside& outside) {
        if (value >= 0 && value <= 1)
            return;
        value = 1;
        outside.firstLine = outside.count++ == 0 ? line : outside.firstLine;
    };
    settle(entry.box.score, m_outsideScores);
    settle(entry.box.visibility, m_outsideVisibilities);
    (id == -1 ? m_detections : m_entries).push_back(std::move(entry));
    return true;
}

void TrackBuilder::name(std::int64_t id, std::string name)
{
    if (!name.empty())
        m_names[id] = std::move(name);
}

void TrackBuilder::color(std::int64_t id, std::uint32_t color)
{
    m_colors[id] = color;
}

void TrackBuilder::refuse(std::int64_t line, std::string text)
{
    ++m_out.refused;
    problem(line, std::move(text));
}

void TrackBuilder::problem(std::int64_t line, std::string text)
{
    m_out.issues.push_back({line, std::move(text), Severity::Problem});
}

void TrackBuilder::note(std::string text)
{
    m_out.issues.push_back({0, std::move(text), Severity::Note});
}

void TrackBuilder::settleFrames(FrameBase base)
{
    const auto isZero = [](const Entry& entry) { return entry.frame == 0; };
    if (base == FrameBase::Detect) {
        const bool zero = std::any_of(m_entries.begin(), m_entries.end(), isZero) ||
                          std::any_of(m_detections.begin(), m_detections.end(), isZero);
        if (zero)
            note("frames are numbered from 0 here; 0 is the first frame");
        base = zero ? FrameBase::Zero : FrameBase::One;
    }
    const std::int64_t shift = base == FrameBase::One ? 1 : 0;
    const auto isOutside = [&](Entry& entry) {
        const std::int64_t named = entry.frame;
        entry.frame -= shift;
        entry.box.frame = static_cast<FrameIndex>(entry.frame);
        if (entry.frame >= 0 && (m_length <= 0 || entry.frame < m_length))
            return false;
        refuse(entry.line, "frame " + toText(named) + " is " +
                               (entry.frame < 0 ? std::string("before the first")
                                                : "after the last of " + toText(std::int64_t{m_length}) + " frames"));
        return true;
    };
    std::erase_if(m_entries, isOutside);
    std::erase_if(m_detections, isOutside);
}

void TrackBuilder::settleIds()
{
    const bool zero = std::any_of(m_entries.begin(), m_entries.end(), [](const Entry& entry) { return entry.id == 0; });
    if (!zero)
        return;
    note("ids are numbered from 0 here; each is one larger now");
    for (Entry& entry : m_entries)
        ++entry.id;
    std::map<std::int64_t, std::string> names;
    for (auto& [id, name] : m_names)
        names.emplace(id + 1, std::move(name));
    m_names = std::move(names);
    std::map<std::int64_t, std::uint32_t> colors;
    for (const auto& [id, color] : m_colors)
        colors.emplace(id + 1, color);
    m_colors = std::move(colors);
}

void TrackBuilder::buildTracks()
{
    // By line last: of two boxes in one frame the one that stands first in the file is taken.
    std::sort(m_entries.begin(), m_entries.end(), [](const Entry& a, const Entry& b) {
        return std::tie(a.id, a.box.frame, a.line) < std::tie(b.id, b.box.frame, b.line);
    });
    for (std::size_t begin = 0; begin < m_entries.size();) {
        auto track = std::make_shared<annotation::Track>();
        const std::int32_t id = m_entries[begin].id;
        track->id = TrackId{id};
        track->classId = m_entries[begin].classId;
        bool otherClass = false;
        std::size_t i = begin;
        for (; i < m_entries.size() && m_entries[i].id == id; ++i) {
            const Entry& entry = m_entries[i];
            if (entry.classId != track->classId && !otherClass) {
                otherClass = true;
                problem(entry.line, "id " + toText(std::int64_t{id}) +
                                        " changes its class; the class of its first box (" +
                                        toText(std::int64_t{number(track->classId)}) + ") is taken");
            }
            if (!track->boxes.empty() && track->boxes.back().frame == entry.box.frame)
                refuse(entry.line, "id " + toText(std::int64_t{id}) + " has a box in this frame already");
            else
                track->boxes.push_back(entry.box);
        }
        if (const auto found = m_names.find(id); found != m_names.end())
            track->name = found->second;
        if (const auto found = m_colors.find(id); found != m_colors.end())
            track->color = found->second;
        m_out.rows += track->boxes.size();
        m_out.tracks.push_back(std::move(track));
        begin = i;
    }
}

void TrackBuilder::finish(FrameBase base)
{
    for (const auto& [outside, what] :
         {std::pair(m_outsideScores, "confidences"), {m_outsideVisibilities, "visibilities"}}) {
        if (outside.count > 0)
            problem(outside.firstLine,
                    toText(outside.count) + " " + what + " from here on are not within 0..1; 1 is taken");
    }
    settleFrames(base);
    settleIds();
    buildTracks();
    m_out.detections.reserve(m_detections.size());
    for (const Entry& entry : m_detections)
        m_out.detections.emplace_back(entry.box.frame, entry.box);
    m_out.rows += m_detections.size();
    m_entries = {};
    m_detections = {};
    std::stable_sort(m_out.issues.begin(), m_out.issues.end(),
                     [](const Issue& a, const Issue& b) { return a.line < b.line; });
}

} // namespace tw::formats
