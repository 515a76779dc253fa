#include "core/training/run_folder.h"

#include "core/base/atomic_file.h"
#include "core/base/number_text.h"
#include "core/video/image_writer.h"

#include <nlohmann/json.hpp>

#include <opencv2/imgproc.hpp>

namespace tw::training {

namespace {

using Json = nlohmann::ordered_json;

cv::Rect pixelRect(const Box& box)
{
    return {static_cast<int>(box.left), static_cast<int>(box.top), static_cast<int>(box.width),
            static_cast<int>(box.height)};
}

} // namespace

Result<RunFolder> RunFolder::open(const std::filesystem::path& folder, bool keep)
{
    std::error_code error;
    for (const char* part : {"samples", "snapshots"})
        if (!error)
            std::filesystem::create_directories(folder / part, error);
    if (error)
        return Error{ErrorCode::Io, error.message(), folder.string()};
    RunFolder run;
    run.m_folder = folder;
    const auto mode = keep ? std::ios::app : std::ios::trunc;
    const bool header = !keep || !std::filesystem::exists(folder / "curves.csv", error);
    run.m_log.open(folder / "log.jsonl", std::ios::out | mode);
    run.m_curves.open(folder / "curves.csv", std::ios::out | mode);
    if (!run.m_log || !run.m_curves)
        return Error{ErrorCode::Io, "the log cannot be written", folder.string()};
    if (header)
        run.m_curves << "step,seconds,learning_rate,loss,heat,size,offset,giou,identity,contrastive,ap50,tpr"
                     << std::endl;
    return run;
}

Result<void> RunFolder::writeOptions(const std::string& json) const
{
    return writeFileAtomically(m_folder / "config.json", json + "\n");
}

void RunFolder::logStep(const StepMetrics& m)
{
    const Json line{{"kind", "step"},
                    {"step", m.step},
                    {"epoch", m.epoch},
                    {"progress", m.progress},
                    {"seconds", m.seconds},
                    {"picturesPerSecond", m.picturesPerSecond},
                    {"learningRate", m.learningRate},
                    {"loss", m.loss},
                    {"heat", m.heat},
                    {"clutter", m.clutter},
                    {"size", m.size},
                    {"offset", m.offset},
                    {"giou", m.giou},
                    {"identity", m.identity},
                    {"contrastive", m.contrastive},
                    {"distillation", m.distillation},
                    {"relation", m.relation},
                    {"decorrelation", m.decorrelation},
                    {"gradientNorm", m.gradientNorm}};
    m_log << line.dump() << std::endl;
    std::string row = toText(m.step);
    for (const double value :
         {m.seconds, m.learningRate, m.loss, m.heat, m.size, m.offset, m.giou, m.identity, m.contrastive}) {
        row += ',';
        appendText(row, value, 8);
    }
    m_curves << row << ",," << std::endl;
}

void RunFolder::logValidation(const ValidationPoint& point)
{
    Json line{{"kind", "validation"}, {"step", point.step}, {"seconds", point.seconds}, {"best", point.best}};
    const bool scored = !point.scores.sequences.empty();
    if (scored)
        line["scores"] = Json::parse(toJson(point.scores), nullptr, false);
    m_log << line.dump() << std::endl;
    if (!scored)
        return;
    std::string row = toText(point.step) + ",";
    appendText(row, point.seconds, 3);
    row += ",,,,,,,,,";
    appendText(row, point.scores.ap50, 3);
    row += ',';
    if (point.scores.tpr)
        appendText(row, *point.scores.tpr, 3);
    m_curves << row << std::endl;
}

void RunFolder::logText(const std::string& kind, std::int64_t step, const std::vector<std::string>& lines)
{
    m_log << Json{{"kind", kind}, {"step", step}, {"lines", lines}}.dump(-1, ' ', false, Json::error_handler_t::replace)
          << std::endl;
}

Result<void> RunFolder::writeSample(const std::string& name, const Picture& picture, const std::vector<Label>& labels,
                                    const std::vector<Detection>& detections) const
{
    cv::Mat image(picture.height, picture.width, CV_8UC3);
    std::copy(picture.bgr.begin(), picture.bgr.end(), image.data);
    for (const Label& label : labels)
        cv::rectangle(image, pixelRect(label.box), label.ignore ? cv::Scalar(160, 160, 160) : cv::Scalar(80, 200, 80),
                      1);
    for (const Detection& detection : detections) {
        const cv::Rect rect = pixelRect(detection.box);
        cv::rectangle(image, rect, cv::Scalar(0, 140, 255), 1);
        cv::putText(image, toText(static_cast<double>(detection.score), 2), {rect.x, rect.y + 9},
                    cv::FONT_HERSHEY_PLAIN, 0.7, cv::Scalar(0, 140, 255));
    }
    return video::writeImage(
        m_folder / "samples" / (name + ".jpg"),
        ImageView{image.data, image.cols, image.rows, static_cast<std::ptrdiff_t>(image.step), PixelFormat::Bgr8});
}

} // namespace tw::training
