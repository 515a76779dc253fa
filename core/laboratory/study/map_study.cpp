#include "core/base/atomic_file.h"
#include "core/base/number_text.h"
#include "core/laboratory/study/studies.h"
#include "core/video/image_writer.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace tw::laboratory {
namespace {

namespace fs = std::filesystem;

constexpr int kMostPeople = 5; // of a clip, whose maps are drawn and measured

const training::Label* labelOf(const std::vector<training::Label>& labels, std::int64_t identity)
{
    const auto found = std::find_if(labels.begin(), labels.end(), [&](const training::Label& label) {
        return label.identity == identity && !label.ignore;
    });
    return found == labels.end() ? nullptr : &*found;
}

// The picture under its similarities (blue: low, red: high), the person's box in white.
cv::Mat drawn(const training::Picture& picture, const model::EmbeddingMap& map, const std::vector<float>& similarity,
              const Box& box)
{
    const cv::Mat image(picture.height, picture.width, CV_8UC3, const_cast<std::uint8_t*>(picture.bgr.data()));
    const cv::Mat cells(map.height, map.width, CV_32F, const_cast<float*>(similarity.data()));
    // image pixel (x, y) reads the cell that holds it
    const model::SourceFromGrid& grid = map.sourceFromGrid;
    cv::Mat spread, bytes, colours, out;
    const cv::Matx23d cellFromPixel(1 / grid.scaleX, 0, -grid.offsetX / grid.scaleX - 0.5, 0, 1 / grid.scaleY,
                                    -grid.offsetY / grid.scaleY - 0.5);
    cv::warpAffine(cells, spread, cellFromPixel, image.size(), cv::INTER_LINEAR | cv::WARP_INVERSE_MAP,
                   cv::BORDER_REPLICATE);
    spread.convertTo(bytes, CV_8U, 127.5, 127.5); // -1 ... 1
    cv::applyColorMap(bytes, colours, cv::COLORMAP_JET);
    cv::addWeighted(image, 0.45, colours, 0.55, 0, out);
    cv::rectangle(out, cv::Rect2d(box.left, box.top, box.width, box.height), cv::Scalar::all(255), 2, cv::LINE_AA);
    return out;
}

Result<void> writeMap(const fs::path& file, const cv::Mat& image)
{
    return video::writeImage(
        file, {image.data, image.cols, image.rows, static_cast<std::ptrdiff_t>(image.step), PixelFormat::Bgr8});
}

class MapPass
{
public:
    MapPass(const training::DatasetSource& clip, model::Detector& detector, fs::path folder, std::string name)
        : m_clip(clip), m_detector(detector), m_folder(std::move(folder)), m_name(std::move(name))
    {}

    Result<CellResult> run(std::size_t later)
    {
        CellResult cell;
        if (later >= m_clip.size())
            return cell; // too short for this distance: nothing to measure
        TW_TRY_ASSIGN(const training::PicturePtr first, m_clip.picture(0));
        TW_TRY_ASSIGN(const training::PicturePtr second, m_clip.picture(later));
        TW_TRY_ASSIGN(const model::EmbeddingMap asked, m_detector.embed(first->view()));
        TW_TRY_ASSIGN(const model::EmbeddingMap map, m_detector.embed(second->view()));
        std::vector<MapScore> scores;
        for (const training::Label& label : m_clip.labels(0)) {
            const training::Label* there = labelOf(m_clip.labels(later), label.identity);
            const auto from = asked.cellAt(label.box.centerX(), label.box.centerY());
            if (label.ignore || there == nullptr || !from || scores.size() >= kMostPeople)
                continue;
            const std::vector<float> similarity = map.similarityTo(asked.at(*from));
            const auto score = mapScore(map, similarity, there->box);
            if (!score)
                continue;
            scores.push_back(*score);
            const std::string file = m_name + "-person-" + toText(label.identity) + ".png";
            TW_TRY(writeMap(m_folder / file, drawn(*second, map, similarity, there->box)));
        }
        if (scores.empty())
            return cell;
        const auto people = static_cast<double>(scores.size());
        cell.values["people"] = people;
        for (const MapScore& score : scores) {
            cell.values["hit"] += (score.hit ? 100 : 0) / people;
            cell.values["inside"] += score.inside / people;
            cell.values["outside"] += score.outside / people;
        }
        return cell;
    }

private:
    const training::DatasetSource& m_clip;
    model::Detector& m_detector;
    fs::path m_folder;
    std::string m_name;
};

} // namespace

std::optional<MapScore> mapScore(const model::EmbeddingMap& map, const std::vector<float>& similarity, const Box& box)
{
    std::optional<float> inside, outside;
    std::size_t best = 0;
    std::optional<std::size_t> bestInside;
    for (std::size_t i = 0; i < similarity.size(); ++i) {
        const double x = map.sourceFromGrid.x(double(i % std::size_t(map.width)) + 0.5),
                     y = map.sourceFromGrid.y(double(i / std::size_t(map.width)) + 0.5);
        const bool in = x >= box.left && x < box.right() && y >= box.top && y < box.bottom();
        std::optional<float>& most = in ? inside : outside;
        if (!most || similarity[i] > *most) {
            most = similarity[i];
            if (in)
                bestInside = i;
        }
        if (similarity[i] > similarity[best])
            best = i;
    }
    if (!inside || !outside)
        return std::nullopt;
    return MapScore{bestInside == best, *inside, *outside};
}

Study mapStudy(MapInput input)
{
    using Better = StudyMeasure::Better;
    Study study;
    study.name = "maps";
    study.title = "Similarity maps: where a frame looks like a person of an earlier one";
    study.source = "FairMOT, IJCV 2021, Fig. 3";
    study.conditions = networkText(input.model, input.detector) + ", up to " + toText(std::int64_t{kMostPeople}) +
                       " people of each clip's first labelled picture; maps as pictures in maps/";
    study.repeated = "clip";
    study.measures = {{"hit", "most similar place is on the person %"},
                      {"inside", "highest on the person", 2},
                      {"outside", "highest elsewhere", 2, Better::Lower},
                      {"people", "people", 1, Better::Neither}};
    for (const int later : input.later) {
        const std::string text = toText(std::int64_t{later});
        study.variants.push_back({"later-" + text, text + (later == 1 ? " picture later" : " pictures later")});
    }
    for (const training::SourcePtr& clip : input.clips)
        study.repeats.push_back(clip->info().name);
    const auto detector = std::make_shared<std::optional<model::Detector>>();
    study.measure = [input = std::move(input), detector](std::size_t variant, std::size_t repeat,
                                                         const JobContext&) -> Result<CellResult> {
        std::error_code error;
        fs::create_directories(input.out / "maps", error);
        if (error)
            return Error{ErrorCode::Io, "the folder cannot be made: " + error.message(), input.out.string()};
        if (!*detector) {
            TW_TRY_ASSIGN(*detector, model::Detector::load(input.model, input.detector));
        }
        const training::DatasetSource& clip = *input.clips[repeat];
        const int later = input.later[variant];
        return MapPass(clip, **detector, input.out / "maps", clip.info().name + "-" + toText(std::int64_t{later}))
            .run(static_cast<std::size_t>(later));
    };
    return study;
}

} // namespace tw::laboratory
