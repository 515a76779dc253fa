// What painting costs: timeline with up to ten million boxes in a million runs, and the canvas with a 1080p picture.
// One screen each, offscreen raster, the way the window paints them.
#include "ui/canvas/frame_layer.h"
#include "ui/canvas/label_pictures.h"
#include "ui/canvas/overlay_painter.h"
#include "ui/timeline/timeline_scene.h"
#include "ui/widgets/theme.h"

#include <benchmark/benchmark.h>

#include <QApplication>
#include <QImage>
#include <QPainter>

#include <memory>

using namespace tw;
using namespace tw::ui;
namespace a = tw::annotation;

namespace {

constexpr int kBoxesInRun = 10;

// `runs` runs of ten boxes with a gap of one frame after each, a thousand runs in every track.
struct ManyRuns {
    DocumentView document;
    ViewState view;
    LaneLayout lanes;
    FrameIndex frames = 0;

    explicit ManyRuns(std::int64_t runs)
    {
        constexpr int kRunsInTrack = 1000;
        frames = kRunsInTrack * (kBoxesInRun + 1);
        auto state = std::make_shared<a::DocumentState>();
        for (int id = 1; id <= runs / kRunsInTrack; ++id) {
            auto track = std::make_shared<a::Track>();
            track->id = TrackId{id};
            track->boxes.reserve(kRunsInTrack * kBoxesInRun);
            for (FrameIndex frame = 0; frame < frames; ++frame) {
                if (frame % (kBoxesInRun + 1) == kBoxesInRun)
                    continue;
                a::TrackBox box;
                box.frame = frame;
                box.box = {10, 10, 20, 40};
                box.origin = a::BoxOrigin::Tracker;
                track->boxes.push_back(box);
            }
            state->tracks[track->id] = std::move(track);
        }
        view.reset(frames);
        document.reset(state, frames);
        lanes.rebuild(document.tracks(), true, 10);
    }
};

void paintTimelineOf(benchmark::State& state, double zoom)
{
    const ManyRuns many(state.range(0));
    QImage image(1600, 400, QImage::Format_RGB32);
    TimeScale scale;
    scale.setWidth(image.width());
    scale.setFrameCount(many.frames);
    scale.zoomAt(image.width() / 2.0, zoom);
    const TimelineScene scene{
        many.document, many.view, many.lanes, scale, 0, {}, {}, {}, darkPalette(), smallFont(QApplication::font())};
    for (auto _ : state) {
        QPainter painter(&image);
        paintTimeline(painter, scene, image.rect(), image.rect());
    }
}

void timelineFitted(benchmark::State& state)
{
    paintTimelineOf(state, 1);
}

void timelineZoomed(benchmark::State& state)
{
    paintTimelineOf(state, 100);
}

// The same with what the review adds: `range(1)` open findings, and lanes in the colours of people.
struct Extras {
    EventMarks events;
    AppearanceColours colours;

    Extras(const ManyRuns& many, std::int64_t findings)
    {
        std::vector<review::Event> open;
        const auto tracks = static_cast<std::int64_t>(many.document.tracks().size());
        for (std::int64_t i = 0; i < findings; ++i) {
            review::Event event;
            event.key = std::to_string(i);
            event.frame = static_cast<FrameIndex>(i * many.frames / findings);
            event.a = TrackId{static_cast<int>(i % tracks) + 1};
            event.probability = 0.5;
            open.push_back(event);
        }
        events.set(open, many.frames, 15);
        review::TrackColours looks;
        for (const auto& [id, track] : many.document.tracks())
            for (FrameIndex frame = 0; frame < many.frames; frame += 6)
                looks[id].push_back({{frame, frame + 5}, {float(frame % 7) / 7, float(frame % 5) / 5, 0}});
        colours.set(looks);
    }
};

void timelineWithReview(benchmark::State& state)
{
    const ManyRuns many(state.range(0));
    const Extras extras(many, state.range(1));
    QImage image(1600, 400, QImage::Format_RGB32);
    TimeScale scale;
    scale.setWidth(image.width());
    scale.setFrameCount(many.frames);
    TimelineScene scene{
        many.document, many.view, many.lanes, scale, 0, {}, {}, {}, darkPalette(), smallFont(QApplication::font())};
    scene.events = &extras.events;
    scene.colours = &extras.colours;
    for (auto _ : state) {
        QPainter painter(&image);
        paintTimeline(painter, scene, image.rect(), image.rect());
    }
}

void playheadStep(benchmark::State& state)
{
    const ManyRuns many(state.range(0));
    QImage image(1600, 400, QImage::Format_RGB32);
    TimeScale scale;
    scale.setWidth(image.width());
    scale.setFrameCount(many.frames);
    const TimelineScene scene{
        many.document, many.view, many.lanes, scale, 0, {}, {}, {}, darkPalette(), smallFont(QApplication::font())};
    for (auto _ : state) {
        QPainter painter(&image);
        paintTimeline(painter, scene, image.rect(), QRect(700, 0, 90, image.height()));
    }
}

video::FramePtr picture(int width, int height)
{
    auto pixels = std::make_shared<std::vector<std::uint8_t>>(static_cast<std::size_t>(width) *
                                                              static_cast<std::size_t>(height) * 4);
    for (std::size_t i = 0; i < pixels->size(); ++i)
        (*pixels)[i] = static_cast<std::uint8_t>(i * 37);
    auto frame = std::make_shared<video::Frame>();
    frame->index = 0;
    frame->image = {pixels->data(), width, height, std::ptrdiff_t{4} * width, PixelFormat::Bgra8};
    frame->owner = pixels;
    return frame;
}

void canvasNewFrame(benchmark::State& state)
{
    const video::FramePtr frame = picture(1920, 1080);
    Viewport viewport;
    viewport.setWidgetSize({1000, 600});
    viewport.setSourceSize({1920, 1080});
    QImage image(1000, 600, QImage::Format_RGB32);
    FrameLayer layer;
    for (auto _ : state) {
        layer.setFrame(frame);
        QPainter painter(&image);
        layer.paint(painter, viewport, 1, Qt::black);
    }
}

void canvasOverlay(benchmark::State& state)
{
    DocumentView document;
    ViewState view;
    auto tracks = std::make_shared<a::DocumentState>();
    for (int id = 1; id <= static_cast<int>(state.range(0)); ++id) {
        auto track = std::make_shared<a::Track>();
        track->id = TrackId{id};
        for (FrameIndex frame = 0; frame < 200; ++frame) {
            a::TrackBox box;
            box.frame = frame;
            box.box = {20.0 + id * 37 % 1800 + frame, 40.0 + id * 91 % 800, 40, 110};
            track->boxes.push_back(box);
        }
        tracks->tracks[track->id] = std::move(track);
    }
    view.reset(200);
    document.reset(tracks, 200);
    const video::FramePtr frame = picture(1920, 1080);
    Viewport viewport;
    viewport.setWidgetSize({1000, 600});
    viewport.setSourceSize({1920, 1080});
    QImage image(1000, 600, QImage::Format_RGB32);
    FrameLayer layer;
    layer.setFrame(frame);
    const PendingCommand pending;
    const FramePeaks peaks;
    LabelPictures labels;
    for (auto _ : state) {
        const OverlayModel model = buildOverlay({document, view, pending, peaks, 100});
        QPainter painter(&image);
        layer.paint(painter, viewport, 1, Qt::black);
        paintOverlay(painter, model, viewport, {smallFont(QApplication::font()), labels, true});
    }
}

BENCHMARK(timelineFitted)->Arg(10000)->Arg(100000)->Arg(1000000)->Unit(benchmark::kMillisecond);
BENCHMARK(timelineWithReview)->Args({100'000, 0})->Args({100'000, 5000})->Unit(benchmark::kMicrosecond);
BENCHMARK(timelineZoomed)->Arg(10000)->Arg(1000000)->Unit(benchmark::kMillisecond);
BENCHMARK(playheadStep)->Arg(1000000)->Unit(benchmark::kMillisecond);
BENCHMARK(canvasNewFrame)->Unit(benchmark::kMillisecond);
BENCHMARK(canvasOverlay)->Arg(20)->Arg(200)->Unit(benchmark::kMillisecond);

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
