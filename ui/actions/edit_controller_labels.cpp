// What a person says beside boxes: classes and attributes, absences, notes.
#include "core/annotation/interpolation.h"
#include "core/annotation/query.h"
#include "ui/actions/edit_controller.h"
#include "ui/bridge/qt_convert.h"

#include <algorithm>

namespace tw::ui {

namespace a = annotation;

namespace {

// The stretch about `frame` without a real box of the track; empty where it has one.
FrameRange awayAround(const a::Track& track, FrameIndex frame)
{
    FrameRange out = a::kAllFrames;
    for (const a::TrackBox& box : track.boxes) {
        if (!a::isReal(box))
            continue;
        if (box.frame == frame)
            return {};
        if (box.frame < frame)
            out.first = box.frame + 1;
        else {
            out.last = box.frame - 1;
            break;
        }
    }
    return out;
}

// "in all frames" is said of what a track is.
QString labelScopeText(FrameRange frames)
{
    return frames == a::kAllFrames ? EditController::tr("for the whole track") : scopeText(frames);
}

} // namespace

void EditController::newClass(const std::vector<TrackId>& ids, const QString& name)
{
    if (!m_session.isOpen() || name.trimmed().isEmpty())
        return;
    std::int32_t id = a::kFirstOwnClass;
    while (m_document.state().vocabulary.classes.contains(ClassId{id}))
        ++id;
    a::Compound compound;
    compound.label = a::describe(a::DefineClass{ClassId{id}, fromQt(name.trimmed())});
    compound.edits.emplace_back(a::DefineClass{ClassId{id}, fromQt(name.trimmed())});
    if (!ids.empty())
        compound.edits.emplace_back(a::SetClass{ids, ClassId{id}});
    run(compound, tr("Added the class %1").arg(name.trimmed()));
}

void EditController::renameClass(ClassId id, const QString& name)
{
    run(a::DefineClass{id, fromQt(name.trimmed())},
        name.trimmed().isEmpty() ? tr("Removed a class from the list") : tr("Renamed the class to %1").arg(name));
}

void EditController::defineAttribute(const a::AttributeKind& kind)
{
    run(a::DefineAttribute{kind}, tr("Added the attribute %1").arg(toQt(kind.name)));
}

void EditController::removeAttribute(const QString& name)
{
    run(a::RemoveAttribute{fromQt(name)}, tr("Removed the attribute %1").arg(name));
}

void EditController::setAttribute(const std::vector<TrackId>& ids, const QString& name, const QString& value)
{
    if (ids.empty())
        return;
    const FrameRange frames = labelScope();
    run(a::SetAttribute{ids, fromQt(name), fromQt(value), frames},
        value.isEmpty() ? tr("Cleared %1 of %2 %3").arg(name, tracksText(ids), labelScopeText(frames))
                        : tr("Set %1 of %2 to %3 %4").arg(name, tracksText(ids), value, labelScopeText(frames)));
}

void EditController::toggleAbsent()
{
    const auto id = wanted();
    if (!id)
        return;
    const a::Track& track = m_document.find(*id)->track();
    const FrameIndex frame = m_view.frame();
    for (const FrameRange& range : track.absences)
        if (range.contains(frame)) {
            run(a::SetAbsent{*id, range, false},
                tr("%1 is not marked as absent %2 any more").arg(number(*id)).arg(scopeText(range)));
            return;
        }
    const FrameRange frames = m_view.range().empty() ? awayAround(track, frame) : m_view.range();
    if (frames.empty() || frames.first == 0 || frames.last == a::kLastFrame) {
        say(tr("%1 has no gap at frame %2. Go into a gap, or mark a range where the person is out of the picture.")
                .arg(number(*id))
                .arg(frame + 1));
        return;
    }
    run(a::SetAbsent{*id, frames, true}, tr("Marked %1 as absent %2").arg(number(*id)).arg(scopeText(frames)));
}

void EditController::addNote(const QString& text, TrackId track, FrameIndex frame)
{
    if (!m_session.isOpen() || text.trimmed().isEmpty())
        return;
    const TrackId on = m_document.find(track) ? track : TrackId::kInvalid;
    run(a::SetNote{0, {on, frame, fromQt(text.trimmed())}}, tr("Added a note"));
}

void EditController::toggleBookmark()
{
    if (!m_session.isOpen())
        return;
    for (const auto& [id, note] : m_document.state().notes)
        if (note.frame == m_view.frame() && note.track == m_view.primary() && note.text.empty()) {
            run(a::RemoveNote{id}, tr("Removed the bookmark"));
            return;
        }
    run(a::SetNote{0, {m_view.primary(), m_view.frame(), {}}},
        tr("Set a bookmark at frame %1").arg(m_view.frame() + 1));
}

void EditController::changeNote(a::NoteId id, const QString& text)
{
    const auto note = m_document.state().notes.find(id);
    if (note != m_document.state().notes.end() && toQt(note->second.text) != text.trimmed())
        run(a::SetNote{id, {note->second.track, note->second.frame, fromQt(text.trimmed())}}, tr("Changed the note"));
}

void EditController::removeNote(a::NoteId id)
{
    const auto note = m_document.state().notes.find(id);
    if (note != m_document.state().notes.end())
        run(a::RemoveNote{id}, note->second.text.empty() ? tr("Removed the bookmark") : tr("Removed the note"));
}

} // namespace tw::ui
