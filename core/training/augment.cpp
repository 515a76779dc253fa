#include "core/training/augment.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tw::training {

namespace {

using math::Affine2;
using math::Rng;

constexpr int kGrey = 128;           // of the letterbox border, 127.5 in 8 bit
constexpr double kTileZoomLow = 0.4; // mosaic tiles: of the size the picture has when it fills the input
constexpr double kTileZoomHigh = 1.1;
constexpr double kCloseUpLow = 0.5; // height of an enlarged person, of the input's
constexpr double kCloseUpHigh = 1.5;
constexpr double kMostEnlarged = 4; // input pixels a source pixel; more is a blur
constexpr double kCoveredLow = 0.2; // share of a box behind a patch
constexpr double kCoveredHigh = 0.5;
constexpr int kPatchAttempts = 8;
constexpr double kSurroundings = 1.5; // of a person's box: how far the background that is replaced reaches
constexpr double kSeam = 0.35;        // width of both soft edges, of half a box

Affine2 mirrored(const Affine2& map, double width)
{
    return Affine2{-1, 0, width, 0, 1, 0}.after(map);
}

// Scaling down further than this is done by areas first: a bilinear warp alone would skip pixels.
constexpr double kAreaBelow = 0.75;

void warpInto(cv::Mat& canvas, const cv::Rect& tile, const Picture& picture, const Affine2& canvasFromPicture)
{
    const cv::Mat source(picture.height, picture.width, CV_8UC3,
                         const_cast<std::uint8_t*>(picture.bgr.data())); // OpenCV has no const header
    cv::Mat small = source;
    Affine2 map = canvasFromPicture;
    const double scale = std::sqrt(std::abs(map.determinant()));
    if (scale < kAreaBelow) {
        const int width = std::max(1, static_cast<int>(std::lround(picture.width * scale)));
        const int height = std::max(1, static_cast<int>(std::lround(picture.height * scale)));
        cv::resize(source, small, cv::Size(width, height), 0, 0, cv::INTER_AREA);
        map = map.after(Affine2::scaleThenShift(static_cast<double>(picture.width) / width,
                                                static_cast<double>(picture.height) / height, 0, 0));
    }
    // Our points are continuous, OpenCV's are pixel middles; the tile is a window of the canvas.
    map = Affine2{1, 0, -0.5 - tile.x, 0, 1, -0.5 - tile.y}.after(map.after({1, 0, 0.5, 0, 1, 0.5}));
    const cv::Matx23d matrix(map.xx, map.xy, map.tx, map.yx, map.yy, map.ty);
    cv::Mat window = canvas(tile);
    cv::warpAffine(small, window, matrix, tile.size(), cv::INTER_LINEAR, cv::BORDER_CONSTANT,
                   cv::Scalar(kGrey, kGrey, kGrey));
}

void changeColours(cv::Mat& image, const AugmentOptions& options, Rng& rng)
{
    const double saturation = 1 + options.saturation * rng.uniform(-1, 1);
    const double value = 1 + options.value * rng.uniform(-1, 1);
    const double hue = options.hueDegrees * rng.uniform(-1, 1);
    if (saturation == 1 && value == 1 && hue == 0)
        return;
    std::array<std::array<std::uint8_t, 256>, 3> table;
    for (int i = 0; i < 256; ++i) {
        const auto index = static_cast<std::size_t>(i);
        const int turned = static_cast<int>(std::lround(i + hue / 2)) % 180; // OpenCV's 8 bit hue is degrees / 2
        table[0][index] = static_cast<std::uint8_t>(turned < 0 ? turned + 180 : turned);
        table[1][index] = static_cast<std::uint8_t>(std::min(255.0, i * saturation));
        table[2][index] = static_cast<std::uint8_t>(std::min(255.0, i * value));
    }
    cv::Mat hsv;
    cv::cvtColor(image, hsv, cv::COLOR_BGR2HSV);
    for (int y = 0; y < hsv.rows; ++y) {
        std::uint8_t* row = hsv.ptr<std::uint8_t>(y);
        for (int x = 0; x < hsv.cols; ++x, row += 3)
            for (std::size_t c = 0; c < 3; ++c)
                row[c] = table[c][row[c]];
    }
    cv::cvtColor(hsv, image, cv::COLOR_HSV2BGR);
}

void spoil(cv::Mat& image, const AugmentOptions& options, Rng& rng)
{
    if (options.grey > 0 && rng.chance(options.grey)) {
        cv::Mat grey;
        cv::cvtColor(image, grey, cv::COLOR_BGR2GRAY);
        cv::cvtColor(grey, image, cv::COLOR_GRAY2BGR);
    }
    if (options.blur > 0 && rng.chance(options.blur)) {
        const double sigma = rng.uniform(0.4, 1.3);
        cv::GaussianBlur(image, image, cv::Size(5, 5), sigma, sigma);
    }
    if (options.noise > 0 && rng.chance(options.noise)) {
        const double sigma = rng.uniform(2, 10);
        std::uint64_t bits = rng.next();
        for (int y = 0; y < image.rows; ++y) {
            std::uint8_t* row = image.ptr<std::uint8_t>(y);
            for (int x = 0; x < image.cols * 3; ++x) {
                bits = bits * 6364136223846793005ULL + 1442695040888963407ULL;
                // Sum of four bytes: near enough to normal, deviation 148
                const auto word = static_cast<std::uint32_t>(bits >> 32);
                const int sum =
                    static_cast<int>((word & 255U) + ((word >> 8) & 255U) + ((word >> 16) & 255U) + (word >> 24));
                row[x] = cv::saturate_cast<std::uint8_t>(row[x] + (sum - 510) * sigma / 148);
            }
        }
    }
}

double insideShare(const Box& box, const cv::Rect& tile)
{
    const double width = std::min(box.right(), static_cast<double>(tile.x + tile.width)) -
                         std::max(box.left, static_cast<double>(tile.x));
    const double height = std::min(box.bottom(), static_cast<double>(tile.y + tile.height)) -
                          std::max(box.top, static_cast<double>(tile.y));
    return width > 0 && height > 0 ? width * height / box.area() : 0;
}

Box clipped(const Box& box, const cv::Rect& tile)
{
    const double left = std::max(box.left, static_cast<double>(tile.x)),
                 top = std::max(box.top, static_cast<double>(tile.y));
    return {left, top, std::min(box.right(), static_cast<double>(tile.x + tile.width)) - left,
            std::min(box.bottom(), static_cast<double>(tile.y + tile.height)) - top};
}

// What the labels of one ingredient become in the input.
struct Placed {
    std::vector<TargetBox> boxes;
    std::vector<Box> ignored;
};

void placeLabels(const Ingredient& ingredient, const Affine2& map, double angleDegrees, double boxScale,
                 const cv::Rect& tile, bool clip, const InputSize& size, const AugmentOptions& options, Placed& placed)
{
    for (const TargetBox& label : ingredient.boxes) {
        TargetBox target = label;
        target.box = warpBox(label.box, {map, angleDegrees});
        Box before = label.box;
        before.width *= boxScale;
        before.height *= boxScale;
        if (clip && target.box.valid())
            target.box = clipped(target.box, tile);
        const double inside = target.box.valid() ? insideShare(target.box, tile) : 0;
        if (keepBox(before, target.box, size.width, size.height, options) && inside >= options.minInsideShare)
            placed.boxes.push_back(target);
        else if (target.box.valid() && inside > 0)
            placed.ignored.push_back(clipped(target.box, tile));
    }
    for (const Box& box : ingredient.ignored) {
        const Box mapped = map(box);
        if (insideShare(mapped, tile) > 0)
            placed.ignored.push_back(clipped(mapped, tile));
    }
}

struct Layer {
    cv::Rect tile;
    Affine2 map; // canvas from picture
    double angleDegrees = 0;
    double boxScale = 1; // canvas pixels per picture pixel before the random affine, for the area filter
    bool clip = false;
};

// One person large and near the middle, as people close to the camera are.
Layer closeUpLayer(const Box& person, const InputSize& size, const AugmentOptions& options, Rng& rng)
{
    const double scale = std::min(size.height * rng.uniform(kCloseUpLow, kCloseUpHigh) / person.height, kMostEnlarged);
    Layer layer;
    layer.tile = cv::Rect(0, 0, size.width, size.height);
    layer.map = Affine2::scaleThenShift(scale, scale, size.width * rng.uniform(0.2, 0.8) - scale * person.centerX(),
                                        size.height * rng.uniform(0.3, 0.7) - scale * person.centerY());
    layer.boxScale = scale;
    layer.clip = options.clip;
    if (rng.chance(options.flip))
        layer.map = mirrored(layer.map, size.width);
    return layer;
}

// The published way: letterbox, random affine, flip.
Layer wholeLayer(const Ingredient& ingredient, const InputSize& size, const AugmentOptions& options, Rng& rng)
{
    const Picture& picture = *ingredient.picture;
    if (options.closeUp > 0 && !ingredient.boxes.empty() && rng.chance(options.closeUp)) {
        const TargetBox& person = ingredient.boxes[static_cast<std::size_t>(rng.below(ingredient.boxes.size()))];
        return closeUpLayer(person.box, size, options, rng);
    }
    const double ratio =
        std::min(static_cast<double>(size.width) / picture.width, static_cast<double>(size.height) / picture.height);
    const Affine2 letterbox = Affine2::scaleThenShift(ratio, ratio, (size.width - ratio * picture.width) / 2,
                                                      (size.height - ratio * picture.height) / 2);
    std::array<double, 6> draws{};
    for (double& draw : draws)
        draw = rng.uniform();
    const RandomAffine affine = randomAffine(size.width, size.height, options, draws);
    Layer layer;
    layer.tile = cv::Rect(0, 0, size.width, size.height);
    layer.map = affine.map.after(letterbox);
    layer.angleDegrees = affine.angleDegrees;
    layer.boxScale = ratio;
    layer.clip = options.clip;
    if (options.roam) {
        const double scale = std::sqrt(std::abs(affine.map.determinant()));
        const double spareX = std::max(0.0, scale * ratio * picture.width - size.width) / 2;
        const double spareY = std::max(0.0, scale * ratio * picture.height - size.height) / 2;
        layer.map = Affine2{1, 0, spareX * rng.uniform(-1, 1), 0, 1, spareY * rng.uniform(-1, 1)}.after(layer.map);
    }
    if (rng.chance(options.flip))
        layer.map = mirrored(layer.map, size.width);
    return layer;
}

Layer tileLayer(const Picture& picture, const cv::Rect& tile, const InputSize& size, const AugmentOptions& options,
                Rng& rng)
{
    const double fill =
        std::min(static_cast<double>(size.width) / picture.width, static_cast<double>(size.height) / picture.height);
    const double zoom = std::exp(rng.uniform(std::log(kTileZoomLow), std::log(kTileZoomHigh)));
    // At least one side of the tile is filled, so that little grey is left
    const double cover =
        std::min(static_cast<double>(tile.width) / picture.width, static_cast<double>(tile.height) / picture.height);
    const double scale = std::max(fill * zoom, cover);
    const double freeX = tile.width - scale * picture.width, freeY = tile.height - scale * picture.height;
    Layer layer;
    layer.tile = tile;
    layer.map = Affine2::scaleThenShift(scale, scale, tile.x + freeX * rng.uniform(), tile.y + freeY * rng.uniform());
    layer.boxScale = scale;
    layer.clip = true;
    if (rng.chance(options.flip))
        layer.map = mirrored(layer.map, 2.0 * tile.x + tile.width);
    return layer;
}

// `person`: the part inside the canvas.
cv::Rect coveredSide(const Box& person, const cv::Rect& canvas, Rng& rng)
{
    const double share = rng.uniform(kCoveredLow, kCoveredHigh);
    Box part = person;
    switch (rng.below(3)) {
    case 0: // legs
        part.top += part.height * (1 - share);
        part.height *= share;
        break;
    case 1: part.width *= share; break;
    default:
        part.left += part.width * (1 - share);
        part.width *= share;
        break;
    }
    const cv::Rect rect(static_cast<int>(part.left), static_cast<int>(part.top), static_cast<int>(part.width),
                        static_cast<int>(part.height));
    return rect & canvas;
}

bool touchesPerson(const Placed& placed, const cv::Rect& rect)
{
    const auto touches = [&](const Box& box) { return insideShare(box, rect) > 0; };
    return std::any_of(placed.boxes.begin(), placed.boxes.end(),
                       [&](const TargetBox& target) { return touches(target.box); }) ||
           std::any_of(placed.ignored.begin(), placed.ignored.end(), touches);
}

// A place of this size that touches no person and no ignore region; empty when a few attempts find none.
cv::Rect emptyPlace(const cv::Mat& canvas, const Placed& placed, const cv::Size& size, Rng& rng)
{
    if (size.width > canvas.cols || size.height > canvas.rows)
        return {};
    for (int attempt = 0; attempt < kPatchAttempts; ++attempt) {
        const int y = static_cast<int>(rng.below(static_cast<std::uint64_t>(canvas.rows - size.height + 1)));
        const int x = static_cast<int>(rng.below(static_cast<std::uint64_t>(canvas.cols - size.width + 1)));
        const cv::Rect place({x, y}, size);
        if (!touchesPerson(placed, place))
            return place;
    }
    return {};
}

// Covers a side of some people with background from elsewhere in the picture. Their boxes stay whole.
void occlude(cv::Mat& canvas, const Placed& placed, double probability, Rng& rng)
{
    const cv::Rect whole(0, 0, canvas.cols, canvas.rows);
    for (const TargetBox& target : placed.boxes) {
        if (!rng.chance(probability))
            continue;
        const Box visible = clipped(target.box, whole);
        const cv::Rect hidden = visible.valid() ? coveredSide(visible, whole, rng) : cv::Rect();
        const bool hidesOthers = std::any_of(placed.boxes.begin(), placed.boxes.end(), [&](const TargetBox& other) {
            return &other != &target && insideShare(other.box, hidden) > kCoveredHigh;
        });
        if (hidden.empty() || hidesOthers)
            continue;
        const cv::Rect patch = emptyPlace(canvas, placed, hidden.size(), rng);
        if (!patch.empty())
            canvas(patch).copyTo(canvas(hidden));
    }
}

// Replaces what surrounds the ellipse in the middle of `place` by `patch`, which has its size; both edges are soft.
void replaceSurroundings(cv::Mat canvas, const cv::Rect& place, const cv::Mat& patch)
{
    for (int y = 0; y < place.height; ++y) {
        std::uint8_t* row = canvas.ptr<std::uint8_t>(place.y + y) + 3 * static_cast<std::ptrdiff_t>(place.x);
        const std::uint8_t* other = patch.ptr<std::uint8_t>(y);
        const double down = kSurroundings * std::abs((y + 0.5) / place.height * 2 - 1); // 1 at the box's edge
        for (int x = 0; x < place.width; ++x, row += 3, other += 3) {
            const double across = kSurroundings * std::abs((x + 0.5) / place.width * 2 - 1);
            const double outside = std::clamp((std::hypot(down, across) - 1) / kSeam + 0.5, 0.0, 1.0);
            const double inside = std::clamp((kSurroundings - std::max(down, across)) / kSeam, 0.0, 1.0);
            for (int c = 0; c < 3; ++c)
                row[c] = cv::saturate_cast<std::uint8_t>(row[c] + outside * inside * (other[c] - row[c]));
        }
    }
}

// Another background for some people who stand alone. As many places without a person are treated alike: the edges must
// not tell where people are.
void replaceBackground(cv::Mat& canvas, const Placed& placed, double probability, Rng& rng)
{
    const cv::Rect whole(0, 0, canvas.cols, canvas.rows);
    for (const TargetBox& target : placed.boxes) {
        if (!rng.chance(probability))
            continue;
        const double width = kSurroundings * target.box.width, height = kSurroundings * target.box.height;
        const cv::Rect place(static_cast<int>(target.box.centerX() - width / 2),
                             static_cast<int>(target.box.centerY() - height / 2), static_cast<int>(width),
                             static_cast<int>(height));
        const bool isAlone = std::none_of(placed.boxes.begin(), placed.boxes.end(), [&](const TargetBox& other) {
            return &other != &target && insideShare(other.box, place) > 0;
        });
        if (!isAlone || place.empty() || (place & whole) != place)
            continue;
        const cv::Rect from = emptyPlace(canvas, placed, place.size(), rng);
        const cv::Rect without = emptyPlace(canvas, placed, place.size(), rng);
        if (from.empty() || without.empty())
            continue;
        const cv::Mat patch = canvas(from).clone();
        replaceSurroundings(canvas, place, patch);
        replaceSurroundings(canvas, without, patch);
    }
}

std::vector<cv::Rect> mosaicTiles(const InputSize& size, Rng& rng)
{
    const int x = static_cast<int>(size.width * rng.uniform(0.35, 0.65));
    const int y = static_cast<int>(size.height * rng.uniform(0.35, 0.65));
    return {
        {0, 0, x, y}, {x, 0, size.width - x, y}, {0, y, x, size.height - y}, {x, y, size.width - x, size.height - y}};
}

std::vector<std::uint8_t> toRgbPlanes(const cv::Mat& image)
{
    const std::size_t plane = static_cast<std::size_t>(image.rows) * static_cast<std::size_t>(image.cols);
    std::vector<std::uint8_t> rgb(plane * 3);
    std::size_t i = 0;
    for (int y = 0; y < image.rows; ++y) {
        const std::uint8_t* row = image.ptr<std::uint8_t>(y);
        for (int x = 0; x < image.cols; ++x, row += 3, ++i) {
            rgb[i] = row[2];
            rgb[plane + i] = row[1];
            rgb[2 * plane + i] = row[0];
        }
    }
    return rgb;
}

} // namespace

RandomAffine randomAffine(int width, int height, const AugmentOptions& options, const std::array<double, 6>& draws)
{
    const double radians = std::numbers::pi / 180;
    const auto centred = [](double u) { return 2 * u - 1; };
    RandomAffine affine;
    affine.angleDegrees = options.rotationDegrees * centred(draws[0]);
    const double scale = options.scaleLow + (options.scaleHigh - options.scaleLow) * draws[1];
    const double a = scale * std::cos(affine.angleDegrees * radians),
                 b = scale * std::sin(affine.angleDegrees * radians);
    const double x = width / 2.0, y = height / 2.0;
    const Affine2 rotation{a, b, (1 - a) * x - b * y, -b, a, b * x + (1 - a) * y};
    // Each shift is a share of the other side; that is how the published weights were trained.
    const Affine2 shift{1, 0, centred(draws[2]) * options.translate * height,
                        0, 1, centred(draws[3]) * options.translate * width};
    const Affine2 shear{1, std::tan(centred(draws[4]) * options.shearDegrees * radians),
                        0, std::tan(centred(draws[5]) * options.shearDegrees * radians),
                        1, 0};
    affine.map = shear.after(shift.after(rotation));
    return affine;
}

Box warpBox(const Box& box, const RandomAffine& affine)
{
    const double radians = affine.angleDegrees * std::numbers::pi / 180;
    const double shrink = std::sqrt(std::max(std::abs(std::sin(radians)), std::abs(std::cos(radians))));
    const Box hull = affine.map(box);
    return {hull.centerX() - hull.width * shrink / 2, hull.centerY() - hull.height * shrink / 2, hull.width * shrink,
            hull.height * shrink};
}

bool keepBox(const Box& before, const Box& after, int width, int height, const AugmentOptions& options)
{
    if (!after.valid() || after.width <= options.minSide || after.height <= options.minSide)
        return false;
    const double aspect = std::max(after.width / after.height, after.height / after.width);
    if (after.area() / (before.area() + 1e-16) <= options.minAreaShare || aspect >= options.maxAspect)
        return false;
    return after.left < width && after.right() > 0 && after.top < height && after.bottom() > 0;
}

Sample makeSample(std::span<const Ingredient> ingredients, const InputSize& size, const TrainOptions& options, Rng& rng)
{
    const AugmentOptions& augment = options.augment;
    cv::Mat canvas(size.height, size.width, CV_8UC3, cv::Scalar(kGrey, kGrey, kGrey));
    const bool mosaic = ingredients.size() > 1;
    const std::vector<cv::Rect> tiles = mosaic ? mosaicTiles(size, rng) : std::vector<cv::Rect>{};
    Placed placed;
    std::vector<Box> unsure;
    for (std::size_t i = 0; i < std::min<std::size_t>(ingredients.size(), mosaic ? tiles.size() : 1); ++i) {
        const Ingredient& ingredient = ingredients[i];
        const Layer layer = mosaic ? tileLayer(*ingredient.picture, tiles[i], size, augment, rng)
                                   : wholeLayer(ingredient, size, augment, rng);
        warpInto(canvas, layer.tile, *ingredient.picture, layer.map);
        placeLabels(ingredient, layer.map, layer.angleDegrees, layer.boxScale, layer.tile, layer.clip, size, augment,
                    placed);
        if (!ingredient.exhaustive)
            unsure.push_back(Box{static_cast<double>(layer.tile.x), static_cast<double>(layer.tile.y),
                                 static_cast<double>(layer.tile.width), static_cast<double>(layer.tile.height)});
    }
    if (augment.replaceBackground > 0)
        replaceBackground(canvas, placed, augment.replaceBackground, rng);
    if (augment.occlude > 0)
        occlude(canvas, placed, augment.occlude, rng);
    changeColours(canvas, augment, rng);
    spoil(canvas, augment, rng);

    Sample sample;
    sample.name = ingredients.front().name;
    sample.targets = makeTargets(placed.boxes, size.width / 4, size.height / 4, options.maxObjects);
    for (TargetObject& object : sample.targets.objects)
        object.certainty = static_cast<float>(1 - options.loss.softScores * (1 - object.label.score));
    for (const Box& box : unsure)
        markRegion(sample.targets, box, CellTrust::Unsure);
    // Near a labelled centre the heat map is known: one person, one peak. Elsewhere in the box a person without a label
    // may stand behind; taking that for background taught the network not to see people who are partly hidden.
    for (std::size_t i = 0; i < sample.targets.heat.size(); ++i)
        if (sample.targets.heat[i] > 0 && sample.targets.trust[i] == static_cast<std::uint8_t>(CellTrust::Unsure))
            sample.targets.trust[i] = static_cast<std::uint8_t>(CellTrust::Background);
    for (const Box& box : placed.ignored)
        markRegion(sample.targets, box, CellTrust::Ignored);
    for (const TargetObject& object : sample.targets.objects) // centres always count
        sample.targets.trust[static_cast<std::size_t>(object.cell)] = static_cast<std::uint8_t>(CellTrust::Background);
    sample.rgb = toRgbPlanes(canvas);
    return sample;
}

} // namespace tw::training
