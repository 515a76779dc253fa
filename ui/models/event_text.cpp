#include "ui/models/event_text.h"

#include "core/review/static_spot.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <utility>

namespace tw::ui {

using review::Event;
using review::EventKind;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Review)
};

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
        return Text::tr("Never seen together: where one is, the other is not.");
    return Text::tr("%1 ends at frame %2, %3 begins %4 s later.")
        .arg(number(first->id()))
        .arg(first->track().lastFrame() + 1)
        .arg(number(second->id()))
        .arg(seconds(gap, frameRate));
}

QString trackFacts(const TrackSummary& track)
{
    return Text::tr("%n frames", nullptr, static_cast<int>(track.boxCount())) +
           Text::tr(", mean score %1, moves by %2 of its height.")
               .arg(QLocale().toString(track.meanScore(), 'f', 2),
                    QLocale().toString(review::wanderingOf(track.track()), 'f', 2));
}

QString rangeFacts(FrameRange frames, double frameRate)
{
    return Text::tr("Frames %1 to %2, %3 s.")
        .arg(frames.first + 1)
        .arg(frames.last + 1)
        .arg(seconds(frames.length(), frameRate));
}

} // namespace

QString kindText(EventKind kind)
{
    switch (kind) {
    case EventKind::Swap: return Text::tr("Identity swap?");
    case EventKind::Fragment: return Text::tr("Same person?");
    case EventKind::Reentry: return Text::tr("Same person later?");
    case EventKind::Jump: return Text::tr("Jump to another person?");
    case EventKind::Duplicate: return Text::tr("Two tracks on one person?");
    case EventKind::FalseTrack: return Text::tr("Not a person?");
    case EventKind::Missed: return Text::tr("Missed stretch?");
    case EventKind::Border: return Text::tr("Begins or ends too early?");
    case EventKind::Drift: return Text::tr("Box beside the person?");
    case EventKind::LowConfidence: return Text::tr("Weak detections");
    case EventKind::Merge: return Text::tr("Two people in one box?");
    case EventKind::Mixed: return Text::tr("Two people in one track?");
    }
    return {};
}

QString tracksText(const Event& event)
{
    return event.b == TrackId::kInvalid ? QString::number(number(event.a))
                                        : Text::tr("%1 and %2").arg(number(event.a)).arg(number(event.b));
}

QString questionText(const Event& event, const DocumentView& document)
{
    const int a = number(event.a), b = number(event.b), frame = event.frame + 1;
    switch (event.kind) {
    case EventKind::Swap:
        return event.frames.last < annotation::kLastFrame
                   ? Text::tr("Are %1 and %2 exchanged in frames %3 to %4?")
                         .arg(a)
                         .arg(b)
                         .arg(frame)
                         .arg(event.frames.last + 1)
                   : Text::tr("Are %1 and %2 exchanged from frame %3 on?").arg(a).arg(b).arg(frame);
    case EventKind::Fragment:
    case EventKind::Reentry: {
        const auto [first, second] = inTime(event, document);
        return first && second
                   ? Text::tr("Is %2 the same person as %1?").arg(number(first->id())).arg(number(second->id()))
                   : QString();
    }
    case EventKind::Jump:
    case EventKind::Mixed: return Text::tr("Does %1 become another person at frame %2?").arg(a).arg(frame);
    case EventKind::Duplicate: return Text::tr("Do %1 and %2 mark the same person?").arg(a).arg(b);
    case EventKind::FalseTrack: return Text::tr("Is %1 not a person?").arg(a);
    case EventKind::Missed:
        return Text::tr("Is %1 there in frames %2 to %3?")
            .arg(a)
            .arg(event.frames.first + 1)
            .arg(event.frames.last + 1);
    case EventKind::Border: {
        const TrackSummaryPtr track = document.find(event.a);
        const bool begins = track && track->track().firstFrame() == event.frame;
        return begins ? Text::tr("Is %1 seen before frame %2 already?").arg(a).arg(frame)
                      : Text::tr("Is %1 still seen after frame %2?").arg(a).arg(frame);
    }
    case EventKind::Drift: return Text::tr("Is the box of %1 beside the person?").arg(a);
    case EventKind::LowConfidence: return Text::tr("Is %1 right here?").arg(a);
    case EventKind::Merge: return Text::tr("Does the box of %1 hold two people?").arg(a);
    }
    return {};
}

QString factsText(const Event& event, const DocumentView& document, double frameRate)
{
    const TrackSummaryPtr track = document.find(event.a);
    switch (event.kind) {
    case EventKind::Swap: return Text::tr("They meet about frame %1.").arg(event.frame + 1);
    case EventKind::Fragment:
    case EventKind::Reentry: return piecesFacts(event, document, frameRate);
    case EventKind::FalseTrack: return track ? trackFacts(*track) : QString();
    case EventKind::Missed:
    case EventKind::Drift:
    case EventKind::LowConfidence:
    case EventKind::Merge:
    case EventKind::Duplicate:
        return event.frames.last < annotation::kLastFrame && !event.frames.empty() ? rangeFacts(event.frames, frameRate)
                                                                                   : QString();
    case EventKind::Border:
        return Text::tr("It begins or ends away from the border of the image and from other people.");
    case EventKind::Jump:
    case EventKind::Mixed: break;
    }
    return {};
}

QString likelihoodText(double probability)
{
    const QString percent = QLocale().toString(qRound(probability * 100));
    if (probability >= 0.7)
        return Text::tr("Likely (%1 %)").arg(percent);
    return probability >= 0.4 ? Text::tr("Possible (%1 %)").arg(percent) : Text::tr("Unlikely (%1 %)").arg(percent);
}

QString acceptText(const Event& event)
{
    switch (event.kind) {
    case EventKind::Swap: return Text::tr("Swap");
    case EventKind::Fragment:
    case EventKind::Reentry: return Text::tr("Same person");
    case EventKind::Jump:
    case EventKind::Mixed: return Text::tr("Split");
    case EventKind::Duplicate: return Text::tr("Delete one");
    case EventKind::FalseTrack: return Text::tr("Not a person");
    case EventKind::Missed: return Text::tr("Fill");
    case EventKind::Border: return Text::tr("Follow");
    case EventKind::Drift:
    case EventKind::LowConfidence:
    case EventKind::Merge: break;
    }
    return Text::tr("Correct");
}

QString keepText(const Event& event)
{
    switch (event.kind) {
    case EventKind::Fragment:
    case EventKind::Reentry:
    case EventKind::Duplicate: return Text::tr("Different people");
    case EventKind::FalseTrack: return Text::tr("A person");
    case EventKind::Jump:
    case EventKind::Mixed: return Text::tr("Same person");
    case EventKind::Swap:
    case EventKind::Missed:
    case EventKind::Border:
    case EventKind::Drift:
    case EventKind::LowConfidence:
    case EventKind::Merge: break;
    }
    return Text::tr("Keep");
}

QString doneText(const Event& event)
{
    const int a = number(event.a), b = number(event.b), frame = event.frame + 1;
    switch (event.kind) {
    case EventKind::Swap: return Text::tr("Swapped %1 and %2 from frame %3 on").arg(a).arg(b).arg(frame);
    case EventKind::Fragment:
    case EventKind::Reentry: return Text::tr("Joined %1 and %2").arg(a).arg(b);
    case EventKind::Jump:
    case EventKind::Mixed: return Text::tr("Split %1 at frame %2").arg(a).arg(frame);
    case EventKind::Duplicate: return Text::tr("Deleted the second track on %1").arg(tracksText(event));
    case EventKind::FalseTrack: return Text::tr("Deleted %1").arg(a);
    case EventKind::Missed: return Text::tr("Filled %1").arg(a);
    case EventKind::Border: return Text::tr("Extended %1").arg(a);
    case EventKind::Drift:
    case EventKind::LowConfidence:
    case EventKind::Merge: break;
    }
    return Text::tr("Corrected %1").arg(a);
}

QString workingOutText()
{
    return Text::tr("Working out this fix; the next finding follows…");
}

} // namespace tw::ui
