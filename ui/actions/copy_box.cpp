#include "ui/actions/copy_box.h"

#include "ui/actions/edit_controller.h"
#include "ui/bridge/qt_convert.h"

#include <QCoreApplication>

#include <algorithm>

namespace tw::ui {

namespace a = annotation;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(EditController)
};

} // namespace

void copyBox(EditController& edits, const DocumentView& document, ViewState& view)
{
    const auto say = [&edits](const QString& text) { Q_EMIT edits.notice({text, Notice::Kind::Info, false}); };
    const TrackId track = view.primary();
    const FrameIndex now = view.frame();
    const a::TrackBox* box = document.boxAt(track, now);
    if (!box) {
        say(Text::tr("Select a person with a box in this frame first."));
        return;
    }
    const bool marked = view.range().contains(now);
    const FrameRange frames{now + 1, std::min(marked ? view.range().last : now + 1, view.frameCount() - 1)};
    a::Compound all;
    for (FrameIndex frame = frames.first; frame <= frames.last; ++frame)
        if (!document.boxAt(track, frame))
            all.edits.push_back(a::SetBox{track, frame, box->box});
    if (all.edits.empty()) {
        say(frames.empty() ? Text::tr("This is the last frame.")
            : marked       ? Text::tr("All marked frames after this one have a box of %1.").arg(number(track))
                           : Text::tr("Frame %1 has a box of %2 already.").arg(frames.first + 1).arg(number(track)));
        return;
    }
    const QString done =
        Text::tr("Copied the box of %1 to %n frames", nullptr, static_cast<int>(all.edits.size())).arg(number(track));
    all.label = fromQt(done);
    if (edits.carryOut(all, done) && !marked)
        view.setFrame(now + 1);
}

} // namespace tw::ui
