// Our way to a frame beside FFMS2's and OpenCV's, in turn on the same clip (long_groups.h), until the pixels are there
// as BGRA (OpenCV: BGR):
//   random     exact frames at random places
//   preview    random places while a person drags: our preview file, the others' exact frames
//   step back  one frame back again and again, through the border of two groups; ours with the server's cache
//   reverse    the same as fast as it goes, frames a second
//   loop       eight frames across a border of groups, ten times
//
//   compare_readers [COUNT]     COUNT: random places, default 60
//
// Every frame is compared with ours by the mean of its pixels; frames that differ by more than 1.5 of 255 are counted
// as wrong, since another conversion of colours differs by less.

#include "long_groups.h"

#include "core/video/preview_store.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ffms.h>
#include <functional>
#include <opencv2/videoio.hpp>
#include <random>
#include <string>
#include <vector>

using namespace tw;
using namespace tw::benchmarks;

namespace {

// The mean over a grid of pixels.
double brightness(const std::uint8_t* data, std::ptrdiff_t stride, int width, int height, int step)
{
    double sum = 0;
    int count = 0;
    for (int y = 4; y < height; y += 8)
        for (int x = 4; x < width; x += 8, ++count)
            for (int c = 0; c < 3; ++c)
                sum += data[y * stride + x * step + c];
    return sum / (3.0 * count);
}

class Ffms
{
public:
    explicit Ffms(const std::filesystem::path& file)
    {
        FFMS_Init(0, 0);
        FFMS_Index* index = FFMS_DoIndexing2(FFMS_CreateIndexer(file.c_str(), &m_error), FFMS_IEH_ABORT, &m_error);
        const int track = index == nullptr ? -1 : FFMS_GetFirstTrackOfType(index, FFMS_TYPE_VIDEO, &m_error);
        m_source =
            track < 0 ? nullptr : FFMS_CreateVideoSource(file.c_str(), track, index, 0, FFMS_SEEK_NORMAL, &m_error);
        FFMS_DestroyIndex(index);
        const int formats[] = {FFMS_GetPixFmt("bgra"), -1};
        if (m_source == nullptr ||
            FFMS_SetOutputFormatV2(m_source, formats, 1920, 1080, FFMS_RESIZER_FAST_BILINEAR, &m_error) != 0) {
            std::fprintf(stderr, "FFMS2: %s\n", m_text);
            std::exit(1);
        }
    }
    ~Ffms() { FFMS_DestroyVideoSource(m_source); }
    Ffms(const Ffms&) = delete;
    Ffms& operator=(const Ffms&) = delete;

    double read(FrameIndex index)
    {
        const FFMS_Frame* frame = FFMS_GetFrame(m_source, index, &m_error);
        return frame == nullptr ? -1 : brightness(frame->Data[0], frame->Linesize[0], 1920, 1080, 4);
    }

private:
    char m_text[256] = {};
    FFMS_ErrorInfo m_error{FFMS_ERROR_SUCCESS, FFMS_ERROR_SUCCESS, sizeof m_text, m_text};
    FFMS_VideoSource* m_source = nullptr;
};

class OpenCv
{
public:
    explicit OpenCv(const std::filesystem::path& file) : m_video(file.string(), cv::CAP_FFMPEG)
    {
        if (!m_video.isOpened()) {
            std::fprintf(stderr, "OpenCV cannot open the clip\n");
            std::exit(1);
        }
    }
    double read(FrameIndex index)
    {
        if (index != m_next)
            m_video.set(cv::CAP_PROP_POS_FRAMES, index);
        m_next = index + 1;
        return m_video.read(m_picture) ? brightness(m_picture.data, std::ptrdiff_t(m_picture.step), 1920, 1080, 3) : -1;
    }

private:
    cv::VideoCapture m_video;
    cv::Mat m_picture;
    FrameIndex m_next = 0;
};

double brightnessOf(const FramePtr& frame)
{
    const ImageView& image = frame->image;
    return brightness(image.data, image.stride, image.width, image.height, 4);
}

struct Times {
    std::vector<double> milliseconds;
    int wrong = 0;

    double at(double share) const
    {
        std::vector<double> sorted = milliseconds;
        std::sort(sorted.begin(), sorted.end());
        return sorted[std::min(sorted.size() - 1, static_cast<std::size_t>(share * double(sorted.size())))];
    }
};

struct Row {
    Times ours, ffms, openCv;
};

void print(const char* name, const Row& row)
{
    std::printf("%-10s", name);
    for (const Times* times : {&row.ours, &row.ffms, &row.openCv})
        std::printf("  %8.2f %8.2f", times->at(0.5), times->at(0.95));
    std::printf("  %7.1f %7.1f  %5d %5d\n", row.ffms.at(0.5) / row.ours.at(0.5), row.openCv.at(0.5) / row.ours.at(0.5),
                row.ffms.wrong, row.openCv.wrong);
}

void timed(Times& times, double expected, const std::function<double()>& read)
{
    double value = 0;
    times.milliseconds.push_back(millisecondsOf([&] { value = read(); }));
    constexpr double kAlike = 1.5;
    times.wrong += std::abs(value - expected) > kAlike ? 1 : 0;
}

// Each place by ours, FFMS2 and OpenCV in turn.
Row inTurn(const std::vector<FrameIndex>& places, const std::vector<double>& expected,
           const std::function<double(FrameIndex)>& ours, Ffms& ffms, OpenCv& openCv)
{
    Row row;
    for (const FrameIndex place : places) {
        const double value = expected[static_cast<std::size_t>(place)];
        timed(row.ours, value, [&] { return ours(place); });
        timed(row.ffms, value, [&] { return ffms.read(place); });
        timed(row.openCv, value, [&] { return openCv.read(place); });
    }
    return row;
}

} // namespace

int main(int argc, char** argv)
{
    const int count = argc > 1 ? std::max(1, std::atoi(argv[1])) : 60;
    const auto source = opened(FrameContent::Image);
    const auto preview = std::filesystem::temp_directory_path() / "trackwright_compare.preview";
    auto store = PreviewStore::open(preview, *source->index());
    if (!store)
        std::abort();
    std::vector<double> expected;
    {
        const auto planes = opened(FrameContent::Both);
        for (FrameIndex i = 0; i < kFrames; ++i) {
            const auto frame = planes->read(i);
            if (!frame || !(*store)->add(*frame))
                std::abort();
            expected.push_back(brightnessOf(*frame));
        }
    }
    Ffms ffms(clip());
    OpenCv openCv(clip());
    std::mt19937 random(1);
    std::vector<FrameIndex> places;
    for (int i = 0; i < count; ++i)
        places.push_back(static_cast<FrameIndex>(random() % kFrames));

    std::printf(
        "milliseconds, median and 95th percentile; ratio of medians to ours; wrong frames\n%-10s  %17s  %17s  %17s"
        "  %7s %7s  %5s %5s\n",
        "", "ours", "FFMS2", "OpenCV", "FFMS2", "OpenCV", "FFMS2", "OpenCV");
    print("random", inTurn(
                        places, expected, [&](FrameIndex i) { return brightnessOf(*source->read(i)); }, ffms, openCv));
    print("preview",
          inTurn(
              places, expected, [&](FrameIndex i) { return brightnessOf(*(*store)->read(i)); }, ffms, openCv));

    FrameServer::Options options;
    options.cacheBytes = std::size_t{1200} << 20; // a whole group of planes and then some
    Asker asker(options);
    const auto fromServer = [&](FrameIndex i) { return brightnessOf(asker.ask(i)); };
    std::vector<FrameIndex> back;
    for (FrameIndex i = 560; i >= 440; --i)
        back.push_back(i);
    asker.ask(561);
    std::ignore = ffms.read(561);
    std::ignore = openCv.read(561);
    print("step back", inTurn(back, expected, fromServer, ffms, openCv));

    std::vector<FrameIndex> loop;
    for (int round = 0; round < 10; ++round)
        for (FrameIndex i = 246; i < 254; ++i)
            loop.push_back(i);
    print("loop", inTurn(loop, expected, fromServer, ffms, openCv));

    const auto rate = [&](const std::function<double(FrameIndex)>& read, int frames) {
        return 1000 * frames / millisecondsOf([&] {
                   for (FrameIndex i = 490; i > 490 - frames; --i)
                       std::ignore = read(i);
               });
    };
    Asker fresh(options);
    std::printf("reverse, frames/s: ours %.0f, FFMS2 %.1f, OpenCV %.1f\n",
                rate([&](FrameIndex i) { return brightnessOf(fresh.ask(i)); }, 200),
                rate([&](FrameIndex i) { return ffms.read(i); }, 20),
                rate([&](FrameIndex i) { return openCv.read(i); }, 20));
    std::filesystem::remove(preview);
    return 0;
}
