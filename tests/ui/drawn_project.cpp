#include "drawn_project.h"

#include "core/storage/project_store.h"
#include "core/video/video_writer.h"
#include "ui/bridge/qt_convert.h"
#include "ui/widgets/track_colors.h"

#include <QImage>
#include <QPainter>

#include <utility>

namespace tw::test {

using ui::pathFromQt;
using ui::toQt;

void drawClip(const std::filesystem::path& path, const KnownTracks& truth, int width, int height)
{
    video::VideoWriterOptions options;
    options.width = width;
    options.height = height;
    auto writer = video::VideoWriter::create(path, options);
    if (!writer)
        qFatal("%s", writer.error().message().c_str());
    for (const std::vector<KnownBox>& people : truth) {
        QImage image(width, height, QImage::Format_RGB32);
        image.fill(QColor(96, 104, 110));
        QPainter painter(&image);
        painter.setPen(Qt::NoPen);
        for (const KnownBox& person : people) {
            const QRectF box = toQt(person.box);
            painter.setBrush(ui::colorOf(TrackId{number(person.id) + 11}).darker(120));
            painter.drawRoundedRect(box.adjusted(4, box.height() * 0.2, -4, 0), 4, 4);
            painter.setBrush(QColor(224, 187, 160));
            painter.drawEllipse(QPointF(box.center().x(), box.top() + box.height() * 0.11), box.height() * 0.1,
                                box.height() * 0.1);
        }
        painter.end();
        if (const auto done =
                writer->write({image.constBits(), width, height, image.bytesPerLine(), PixelFormat::Bgra8});
            !done)
            qFatal("%s", done.error().message().c_str());
    }
    if (const auto done = writer->finish(); !done)
        qFatal("%s", done.error().message().c_str());
}

QString makeProject(const QString& folder, const std::filesystem::path& clip, int width, int height,
                    const annotation::Document& document, std::vector<FramePeaks> peaks)
{
    const auto project = pathFromQt(folder) / "clip.twp";
    const auto frames = static_cast<FrameIndex>(peaks.size());
    storage::ProjectContent content;
    content.meta.videoPath = clip;
    content.meta.width = width;
    content.meta.height = height;
    content.meta.frameCount = frames;
    content.meta.frameRate = {25, 1};
    auto state = std::make_shared<annotation::DocumentState>(*document.snapshot());
    for (auto& [id, track] : state->tracks) { // made by the run, so that its peaks count
        auto made = std::make_shared<annotation::Track>(*track);
        made->run = RunId{1};
        track = std::move(made);
    }
    content.document = std::move(state);
    storage::RunRecord run;
    run.id = RunId{1};
    run.model = "drawn";
    run.options = "{}";
    run.frames = {0, frames - 1};
    run.nextFrame = frames;
    run.state = storage::RunRecord::State::Finished;
    content.runs.push_back(run);
    auto store = storage::ProjectStore::create(project, content);
    if (!store)
        qFatal("%s", store.error().message().c_str());
    (*store)->putPeaks(run.id, std::move(peaks));
    if (const auto done = (*store)->flush(); !done)
        qFatal("%s", done.error().message().c_str());
    return toQt(project);
}

} // namespace tw::test
