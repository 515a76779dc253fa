#include "core/training/reid_crops.h"

#include "core/model/reid_encoder.h"

#include <algorithm>
#include <cmath>

namespace tw::training {
namespace {

constexpr appearance::CropSize kInput{model::kReidWidth, model::kReidHeight};
constexpr appearance::CropSize kKept{80, 160};
constexpr double kMargin = 1.2; // sides of the kept crop over those of the box

// Ranges of the random changes. Source: shifts and scales as detectors miss by; erasing as in Zhong et al. 2020.
constexpr double kScale = .1, kAspect = .05, kShift = .06; // of the box
constexpr double kGain = .25, kColourGain = .08, kLight = 15;
constexpr double kEraseChance = .3, kLeastErased = .1, kMostErased = .4; // of either side

appearance::Picture pictureOf(const ImageView& image)
{
    appearance::Picture picture;
    picture.image = image;
    return picture;
}

Box grown(const Box& box)
{
    return {box.centerX() - box.width * kMargin / 2, box.centerY() - box.height * kMargin / 2, box.width * kMargin,
            box.height * kMargin};
}

// The labelled box inside the kept crop.
Box innerBox()
{
    const double width = kKept.width / kMargin, height = kKept.height / kMargin;
    return {(kKept.width - width) / 2, (kKept.height - height) / 2, width, height};
}

// `rgb`: kKept, the labelled box in the middle of it.
std::vector<std::uint8_t> cutFrom(const std::vector<std::uint8_t>& rgb, const Box& box)
{
    const ImageView kept{rgb.data(), kKept.width, kKept.height, std::ptrdiff_t{3} * kKept.width, PixelFormat::Rgb8};
    std::vector<std::uint8_t> out(kInput.bytes());
    appearance::cropPerson(pictureOf(kept), box, kInput, out);
    return out;
}

void mirror(std::vector<std::uint8_t>& rgb)
{
    for (int y = 0; y < kInput.height; ++y)
        for (int x = 0; x < kInput.width / 2; ++x)
            std::swap_ranges(rgb.begin() + (y * kInput.width + x) * 3, rgb.begin() + (y * kInput.width + x + 1) * 3,
                             rgb.begin() + (y * kInput.width + kInput.width - 1 - x) * 3);
}

void light(std::vector<std::uint8_t>& rgb, math::Rng& rng)
{
    const double gain = rng.uniform(1 - kGain, 1 + kGain), offset = rng.uniform(-kLight, kLight);
    for (std::size_t colour = 0; colour < 3; ++colour) {
        const double factor = gain * rng.uniform(1 - kColourGain, 1 + kColourGain);
        for (std::size_t i = colour; i < rgb.size(); i += 3)
            rgb[i] = static_cast<std::uint8_t>(std::clamp(rgb[i] * factor + offset, 0.0, 255.0));
    }
}

// A rectangle of one colour, as if something stood in front.
void cover(std::vector<std::uint8_t>& rgb, math::Rng& rng)
{
    const auto side = [&rng](int whole) { return static_cast<int>(whole * rng.uniform(kLeastErased, kMostErased)); };
    const int width = side(kInput.width), height = side(kInput.height);
    const int left = rng.integer(0, kInput.width - width), top = rng.integer(0, kInput.height - height);
    const auto tone = [&rng] { return static_cast<std::uint8_t>(rng.below(256)); };
    const std::array colour{tone(), tone(), tone()};
    for (int y = top; y < top + height; ++y)
        for (int x = left; x < left + width; ++x)
            std::ranges::copy(colour, rgb.begin() + (y * kInput.width + x) * 3);
}

} // namespace

ReidCrops::ReidCrops(const Room& room) : m_crops(kKept.bytes(), room.memoryBytes, room.folder) {}

Result<ReidCrops> ReidCrops::collect(const std::vector<SourcePtr>& sources, bool all, const Room& room,
                                     const JobContext& job, std::vector<std::string>& unreadable)
{
    ReidCrops crops(room);
    std::int64_t done = 0;
    for (const SourcePtr& source : sources) {
        TW_TRY(crops.collectFrom(*source, all, job, unreadable));
        job.report("crops", ++done, static_cast<std::int64_t>(sources.size()));
    }
    return crops;
}

Result<void> ReidCrops::collectFrom(const DatasetSource& source, bool all, const JobContext& job,
                                    std::vector<std::string>& unreadable)
{
    const SourceInfo& info = source.info();
    std::vector<std::uint8_t> rgb(kKept.bytes());
    for (std::size_t i = 0; i < source.size(); ++i) {
        if (job.stopped())
            return Error{ErrorCode::Cancelled, "stopped while people were cut out", {}};
        PicturePtr picture;
        for (const Label& label : source.labels(i)) {
            const auto vector = source.identityVector(label.vector);
            if (label.ignore || (vector.empty() && !all) || label.box.width < 1 || label.box.height < 1)
                continue;
            if (!picture) {
                auto read = source.picture(i);
                if (!read) {
                    unreadable.push_back(source.pictureName(i));
                    break;
                }
                picture = *std::move(read);
            }
            appearance::cropPerson(pictureOf(picture->view()), grown(label.box), kKept, rgb);
            Person person;
            person.crop = m_crops.size();
            TW_TRY(m_crops.append(rgb));
            person.vector = vector;
            const bool numbered =
                info.identities == IdentityKind::Real ? !label.added : info.identities == IdentityKind::Linked;
            person.sample = {numbered ? label.identity : -1, static_cast<std::int32_t>(i), source.seconds(i)};
            m_people.push_back(std::move(person));
        }
    }
    return {};
}

Result<std::vector<std::uint8_t>> ReidCrops::plain(const Person& person) const
{
    std::vector<std::uint8_t> kept(kKept.bytes());
    TW_TRY(m_crops.read(person.crop, kept));
    return cutFrom(kept, innerBox());
}

Result<std::vector<std::uint8_t>> ReidCrops::changed(const Person& person, math::Rng& rng) const
{
    std::vector<std::uint8_t> kept(kKept.bytes());
    TW_TRY(m_crops.read(person.crop, kept));
    Box box = innerBox();
    const double x = box.centerX() + box.width * rng.uniform(-kShift, kShift);
    const double y = box.centerY() + box.height * rng.uniform(-kShift, kShift);
    const double scale = rng.uniform(1 - kScale, 1 + kScale), aspect = rng.uniform(1 - kAspect, 1 + kAspect);
    box.width *= scale * aspect;
    box.height *= scale / aspect;
    box.left = x - box.width / 2;
    box.top = y - box.height / 2;
    std::vector<std::uint8_t> rgb = cutFrom(kept, box);
    if (rng.chance(.5))
        mirror(rgb);
    light(rgb, rng);
    if (rng.chance(kEraseChance))
        cover(rgb, rng);
    return rgb;
}

} // namespace tw::training
