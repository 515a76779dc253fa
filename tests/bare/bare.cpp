// The four modules of a bare machine at work: a picture goes through the shipped network, made boxes through the
// tracker. What they compute is tested elsewhere; this shows that they link and run without Qt, OpenCV and spdlog.

#include "core/base/log.h"
#include "core/model/detector.h"
#include "core/tracker/registry.h"

#include <cmath>
#include <iostream>
#include <vector>

using namespace tw;

namespace {

int failures = 0;

void expect(bool right, const char* what)
{
    if (!right) {
        std::cerr << "not so: " << what << '\n';
        ++failures;
    }
}

// Smooth, with an upright dark shape in it.
std::vector<std::uint8_t> picture(int width, int height)
{
    std::vector<std::uint8_t> pixels;
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const double dx = (x - width * 0.4) / (width * 0.06);
            const double dy = (y - height * 0.5) / (height * 0.3);
            const bool inside = dx * dx + dy * dy < 1;
            for (int c = 0; c < 3; ++c)
                pixels.push_back(
                    static_cast<std::uint8_t>(inside ? 40 + 20 * c : 120 + 60 * x / width + 40 * y / height));
        }
    }
    return pixels;
}

void network(int width, int height)
{
    model::DetectorOptions options;
    options.size = {320, 192};
    options.keepThreshold = 0.001F;
    auto detector = model::Detector::load("lite", options);
    if (!detector) {
        expect(false, detector.error().detail.c_str());
        return;
    }
    const std::vector<std::uint8_t> pixels = picture(width, height);
    const auto found = detector->detect(ImageView{pixels.data(), width, height, 3L * width, PixelFormat::Rgb8});
    expect(found.has_value(), "the network runs");
    if (!found)
        return;
    expect(!found->peaks.empty(), "some cell is above a thousandth");
    for (const Detection& peak : found->peaks) {
        double norm = 0;
        for (const float value : peak.embedding)
            norm += double{value} * value;
        expect(std::abs(norm - 1) < 1e-3, "embeddings have length 1");
        expect(peak.box.width > 0 && peak.box.height > 0, "boxes have an area");
    }
    std::cout << width << 'x' << height << ": " << detector->info().executor << ", " << found->peaks.size()
              << " peaks\n";
}

void association()
{
    auto made = tracker::createTracker("fairmot", {});
    if (!made) {
        expect(false, made.error().detail.c_str());
        return;
    }
    TrackId first = TrackId::kInvalid;
    for (int frame = 0; frame < 20; ++frame) {
        std::vector<Detection> people(2);
        for (int i = 0; i < 2; ++i) {
            Detection& person = people[static_cast<std::size_t>(i)];
            person.box = {100.0 + 300 * i + 3 * frame, 80, 40, 100};
            person.score = 0.9F;
            person.embedding = i == 0 ? std::vector<float>{1, 0} : std::vector<float>{0, 1};
        }
        const auto tracks = (*made)->update(frame, people);
        expect(tracks.has_value() && tracks->boxes.size() == 2, "two people are two tracks");
        if (!tracks || tracks->boxes.empty())
            return;
        if (frame == 0)
            first = tracks->boxes.front().id;
        expect(tracks->boxes.front().id == first, "the first stays the first");
    }
}

} // namespace

int main()
{
    log::warn("bare", "this line is a warning"); // also a test: spdlog is not there
    network(640, 400);                           // shrunk
    network(200, 150);                           // enlarged
    association();
    return failures == 0 ? 0 : 1;
}
