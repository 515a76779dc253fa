#include "ui/review/event_text.h"

#include "core/review/static_spot.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace tw::ui {

using review::Event;
using review::EventKind;

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("Review", text);
}

QString trn(const char* text, int n)
{
    return QCoreApplication::translate("Review", text, nullptr, n);
}

QString seconds(FrameIndex frames, double frameRate)
{
    return QLocale().toString(frames / std::max(frameRate, 1.0), 'f', 1);
}

// The track that ends first and the one that goes on.
std::pair<TrackSummaryPtr, TrackSummaryPtr> inTime(const Event& event, const DocumentView& document)
{
    TrackSummaryPtr a = document.find(event.a), b = document.find(event.b);
    if (a && b && b->track().firstFrame() < a->track().firstFrame())
        std::swap(a, b);
    return {a, b};
}

QString piecesFacts(const Event& event, const DocumentView& document, double frameRate)
{
    const auto [first, second] = inTime(event, document);
    if (!first || !second)
        return {};
    const FrameIndex gap = second->track().firstFrame() - first->track().lastFrame();
    if (gap <= 0)
        return tr("Never seen together: where one is, the other is not.");
    return tr("%1 ends at frame %2, %3 begins %4 s later.")
        .arg(number(first->id()))
        .arg(first->track().lastFrame() + 1)
        .arg(number(second->id()))
        .arg(seconds(gap, frameRate));
}

QString trackFacts(const TrackSummary& track)
{
    return trn("%n frames", static_cast<int>(track.boxCount())) +
           tr(", mean score %1, moves by %2 of its height.")
               .arg(QLocale().toString(track.meanScore(), 'f', 2),
                    QLocale().toString(review::wanderingOf(track.track()), 'f', 2));
}

QString rangeFacts(FrameRange frames, double frameRate)
{
    return tr("Frames %1 to %2, %3 s.")
        .arg(frames.first + 1)
        .arg(frames.last + 1)
        .arg(seconds(frames.length(), frameRate));
}

} // namespace

QString kindText(EventKind kind)
{
    switch (kind) {
    case EventKind::Swap: return tr("Identity swap?");
    case EventKind::Fragment: return tr("Same person?");
    case EventKind::Reentry: return tr("Same person later?");
    case EventKind::Jump: return tr("Jump to another person?");
    case EventKind::Duplicate: return tr("Two tracks on one person?");
    case EventKind::FalseTrack: return tr("Not a person?");
    case EventKind::Missed: return tr("Missed stretch?");
    case EventKind::Border: return tr("Begins or ends too early?");
    case EventKind::Drift: return tr("Box beside the person?");
    case EventKind::LowConfidence: return tr("Weak detections");
    case EventKind::Merge: return tr("Two people in one box?");
    }
    return {};
}

QString tracksText(const Event& event)
{
    return event.b == TrackId::kInvalid ? QString::number(number(event.a))
                                        : tr("%1 and %2").arg(number(event.a)).arg(number(event.b));
}

QString questionText(const Event& event, const DocumentView& document)
{
    const int a = number(event.a), b = number(event.b), frame = event.frame + 1;
    switch (event.kind) {
    case EventKind::Swap:
        return event.frames.last < annotation::kLastFrame
                   ? tr("Are %1 and %2 exchanged in frames %3 to %4?").arg(a).arg(b).arg(frame).arg(event.frames.last + 1)
                   : tr("Are %1 and %2 exchanged from frame %3 on?").arg(a).arg(b).arg(frame);
    case EventKind::Fragment:
    case EventKind::Reentry: {
        const auto [first, second] = inTime(event, document);
        return first && second ? tr("Is %2 the same person as %1?").arg(number(first->id())).arg(number(second->id()))
                               : QString();
    }
    case EventKind::Jump: return tr("Does %1 become another person at frame %2?").arg(a).arg(frame);
    case EventKind::Duplicate: return tr("Do %1 and %2 mark the same person?").arg(a).arg(b);
    case EventKind::FalseTrack: return tr("Is %1 not a person?").arg(a);
    case EventKind::Missed: return tr("Is %1 there in frames %2 to %3?").arg(a).arg(event.frames.first + 1).arg(event.frames.last + 1);
    case EventKind::Border: {
        const TrackSummaryPtr track = document.find(event.a);
        const bool begins = track && track->track().firstFrame() == event.frame;
        return begins ? tr("Is %1 seen before frame %2 already?").arg(a).arg(frame)
                      : tr("Is %1 still seen after frame %2?").arg(a).arg(frame);
    }
    case EventKind::Drift: return tr("Is the box of %1 beside the person?").arg(a);
    case EventKind::LowConfidence: return tr("Is %1 right here?").arg(a);
    case EventKind::Merge: return tr("Does the box of %1 hold two people?").arg(a);
    }
    return {};
}

QString factsText(const Event& event, const DocumentView& document, double frameRate)
{
    const TrackSummaryPtr track = document.find(event.a);
    switch (event.kind) {
    case EventKind::Swap: return tr("They meet about frame %1.").arg(event.frame + 1);
    case EventKind::Fragment:
    case EventKind::Reentry: return piecesFacts(event, document, frameRate);
    case EventKind::FalseTrack: return track ? trackFacts(*track) : QString();
    case EventKind::Missed:
    case EventKind::Drift:
    case EventKind::LowConfidence:
    case EventKind::Merge:
    case EventKind::Duplicate: return event.frames.last < annotation::kLastFrame && !event.frames.empty()
                                          ? rangeFacts(event.frames, frameRate)
                                          : QString();
    case EventKind::Border: return tr("It begins or ends away from the border of the image and from other people.");
    case EventKind::Jump: break;
    }
    return {};
}

QString likelihoodText(double probability)
{
    const QString percent = QLocale().toString(qRound(probability * 100));
    if (probability >= 0.7)
        return tr("Likely (%1 %)").arg(percent);
    return probability >= 0.4 ? tr("Possible (%1 %)").arg(percent) : tr("Unlikely (%1 %)").arg(percent);
}

QString acceptText(const Event& event)
{
    switch (event.kind) {
    case EventKind::Swap: return tr("Swap");
    case EventKind::Fragment:
    case EventKind::Reentry: return tr("Same person");
    case EventKind::Jump: return tr("Split");
    case EventKind::Duplicate: return tr("Delete one");
    case EventKind::FalseTrack: return tr("Not a person");
    case EventKind::Missed: return tr("Fill");
    case EventKind::Border: return tr("Follow");
    case EventKind::Drift:
    case EventKind::LowConfidence:
    case EventKind::Merge: break;
    }
    return tr("Correct");
}

QString keepText(const Event& event)
{
    switch (event.kind) {
    case EventKind::Fragment:
    case EventKind::Reentry:
    case EventKind::Duplicate: return tr("Different people");
    case EventKind::FalseTrack: return tr("A person");
    case EventKind::Jump: return tr("Same person");
    case EventKind::Swap:
    case EventKind::Missed:
    case EventKind::Border:
    case EventKind::Drift:
    case EventKind::LowConfidence:
    case EventKind::Merge: break;
    }
    return tr("Keep");
}

} // namespace tw::ui
