#include "app/cli/correction_text.h"

#include "core/base/number_text.h"
#include "core/video/image_writer.h"

#include <nlohmann/json.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace tw::cli {
namespace {

using Json = nlohmann::ordered_json;
using laboratory::CorrectionReport;
using laboratory::CorrectionStep;

std::optional<double> ratio(double above, double below)
{
    return below > 0 ? std::optional(above / below) : std::nullopt;
}

Json orNull(const std::optional<double>& value)
{
    return value ? Json(*value) : Json(nullptr);
}

std::string textOf(const std::optional<double>& value, int decimals)
{
    return value ? toText(*value, decimals) : "-";
}

std::string padded(std::string text, std::size_t width)
{
    text.insert(0, text.size() < width ? width - text.size() : 0, ' ');
    return text;
}

// Events of the first half of the queue, and how many of them were real.
std::pair<int, int> firstHalf(const CorrectionReport& report)
{
    const int half = (report.shown + 1) / 2;
    const auto precision = report.precisionFirstHalf();
    return {half, precision ? static_cast<int>(std::lround(*precision * half)) : 0};
}

Json reportJson(const CorrectionReport& report)
{
    Json goals = Json::array();
    for (const laboratory::CorrectionGoal& goal : report.goals)
        goals.push_back({{"idf1", goal.idf1},
                         {"actions", goal.actions ? Json(*goal.actions) : Json(nullptr)},
                         {"seconds", orNull(goal.seconds)}});
    Json tools = Json::object();
    for (const laboratory::OtherTool& tool : report.tools)
        tools[tool.name] = tool.actions;
    Json events = Json::object();
    for (const CorrectionStep& step : report.steps) {
        if (step.by != CorrectionStep::By::Queue)
            continue;
        Json& kind = events[step.what];
        if (kind.is_null())
            kind = {{"shown", 0}, {"real", 0}, {"actions", 0}};
        kind["shown"] = kind["shown"].get<int>() + 1;
        kind["real"] = kind["real"].get<int>() + (step.real ? 1 : 0);
        kind["actions"] = kind["actions"].get<int>() + step.actions;
    }
    Json errors = Json::array();
    for (const laboratory::TrueError& error : report.errors) // frames as people count them
        errors.push_back(
            {{"frame", error.frame + 1},
             {"seen_before", error.previousFrame == kNoFrame ? Json(nullptr) : Json(error.previousFrame + 1)},
             {"person", number(error.person)},
             {"track", number(error.track)},
             {"track_before", error.previousTrack == TrackId{} ? Json(nullptr) : Json(number(error.previousTrack))},
             {"type", std::string(laboratory::toString(error.type))},
             {"finding", error.finding.empty() ? Json(nullptr) : Json(error.finding)},
             {"probability", error.probability},
             {"mended_by_queue", error.mended}});
    Json curve = Json::array({Json::array({0, report.idf1Start})});
    int actions = 0;
    for (const CorrectionStep& step : report.steps)
        curve.push_back({actions += step.actions, step.idf1});
    return {{"name", report.name},
            {"frames", report.frames},
            {"people", report.people},
            {"boxes", report.truthBoxes},
            {"actions_per_switch", orNull(report.actionsPerSwitch())},
            {"queue_recall", orNull(report.queueRecall())},
            {"queue_precision_first_half", orNull(report.precisionFirstHalf())},
            {"boxes_touched_share", report.boxesTouchedShare()},
            {"identity_errors", report.identityErrors()},
            {"identity_errors_mended_by_queue", report.identityErrorsMended()},
            {"identity_errors_after_queue", report.identityErrorsAfterQueue},
            {"clear_switches", report.switches},
            {"events_shown", report.shown},
            {"events_real", report.real},
            {"events_unknown", report.unknown},
            {"errors", errors},
            {"events", events},
            {"actions", report.actions()},
            {"actions_queue", report.queueActions},
            {"actions_relink", report.relinkActions},
            {"actions_by_hand", report.handActions},
            {"actions_identity", report.identityActions},
            {"seconds", report.seconds},
            {"idf1_start", report.idf1Start},
            {"idf1_after_queue", report.idf1AfterQueue},
            {"idf1_end", report.idf1End},
            {"boxes_touched", report.boxesTouched},
            {"boxes_changed", report.boxesChanged},
            {"visibility_error", orNull(report.visibilityError)},
            {"visibility_error_of_one", orNull(report.visibilityErrorOfOne)},
            {"goals", goals},
            {"other_tools", tools},
            {"curve", curve}};
}

// Distinct on white and for colour-blind people; more sequences begin again.
const std::array<cv::Scalar, 6> kColors{cv::Scalar(178, 114, 0),   cv::Scalar(0, 94, 213),  cv::Scalar(115, 158, 0),
                                        cv::Scalar(167, 121, 204), cv::Scalar(0, 159, 230), cv::Scalar(60, 60, 60)};

class Plot
{
public:
    Plot(int mostActions, double lowest)
        : m_image(kHeight, kWidth, CV_8UC3, cv::Scalar(255, 255, 255)), m_actions(std::max(1, mostActions)),
          m_lowest(lowest)
    {
        const cv::Scalar grey(205, 205, 205);
        for (int i = 0; i <= 5; ++i) {
            const double value = m_lowest + (1 - m_lowest) * i / 5;
            const int actions = m_actions * i / 5;
            cv::line(m_image, at(0, value), at(m_actions, value), grey);
            cv::line(m_image, at(actions, m_lowest), at(actions, 1), grey);
            write(toText(value, 2), at(0, value) + cv::Point(-48, 4));
            write(std::to_string(actions), at(actions, m_lowest) + cv::Point(-8, 22));
        }
        write("IDF1 over actions", {kLeft, 24});
    }

    void add(const CorrectionReport& report, std::size_t index)
    {
        const cv::Scalar& color = kColors[index % kColors.size()];
        int actions = 0;
        cv::Point last = at(0, report.idf1Start);
        for (const CorrectionStep& step : report.steps) {
            actions += step.actions;
            const cv::Point next = at(actions, step.idf1);
            cv::line(m_image, last, {next.x, last.y}, color, 2, cv::LINE_AA);
            cv::line(m_image, {next.x, last.y}, next, color, 2, cv::LINE_AA);
            last = next;
        }
        const int y = kTop + 14 + static_cast<int>(index) * 20;
        cv::line(m_image, {kWidth - kRight + 12, y - 4}, {kWidth - kRight + 36, y - 4}, color, 2, cv::LINE_AA);
        write(report.name.substr(0, 22), {kWidth - kRight + 42, y});
    }

    Result<void> save(const std::filesystem::path& path) const
    {
        ImageView view;
        view.data = m_image.data;
        view.width = m_image.cols;
        view.height = m_image.rows;
        view.stride = static_cast<std::ptrdiff_t>(m_image.step);
        view.format = PixelFormat::Bgr8;
        return video::writeImage(path, view);
    }

private:
    static constexpr int kWidth = 960, kHeight = 540, kLeft = 64, kRight = 230, kTop = 40, kBottom = 40;

    cv::Point at(int actions, double idf1) const
    {
        const double x = kLeft + double(actions) / m_actions * (kWidth - kLeft - kRight);
        const double y = kTop + (1 - (idf1 - m_lowest) / (1 - m_lowest)) * (kHeight - kTop - kBottom);
        return {static_cast<int>(std::lround(x)), static_cast<int>(std::lround(y))};
    }

    void write(const std::string& text, cv::Point place)
    {
        cv::putText(m_image, text, place, cv::FONT_HERSHEY_SIMPLEX, 0.42, cv::Scalar(40, 40, 40), 1, cv::LINE_AA);
    }

    cv::Mat m_image;
    int m_actions;
    double m_lowest;
};

} // namespace

std::vector<CorrectionFigure> correctionFigures(std::span<const CorrectionReport> reports)
{
    double actions = 0, errors = 0, mended = 0, half = 0, real = 0, touched = 0, boxes = 0;
    for (const CorrectionReport& report : reports) {
        actions += report.identityActions;
        errors += report.identityErrors();
        mended += report.identityErrorsMended();
        const auto [events, right] = firstHalf(report);
        half += events;
        real += right;
        touched += static_cast<double>(report.boxesTouched);
        boxes += static_cast<double>(report.truthBoxes);
    }
    return {{"actions_per_switch", 1.3, true, ratio(actions, errors)},
            {"queue_recall", 0.95, false, ratio(mended, errors)},
            {"queue_precision_first_half", 0.5, false, ratio(real, half)},
            {"boxes_touched_share", 0.05, true, ratio(touched, boxes)}};
}

std::string correctionTable(std::span<const CorrectionReport> reports)
{
    constexpr std::size_t kName = 28;
    std::string out = "sequence";
    out.resize(kName, ' ');
    for (const char* column : {"errors", "mended", "left", "shown", "real", "IDF1", "queue", "hand", "end", "actions",
                               "0.95", "0.99", "1.0", "CVAT", "DIVE", "SLEAP"})
        out += padded(column, 8);
    out += "\n";
    for (const CorrectionReport& report : reports) {
        std::string name = report.name.substr(0, kName - 2);
        name.resize(kName, ' ');
        out += name;
        for (const int value : {report.identityErrors(), report.identityErrorsMended(), report.identityErrorsAfterQueue,
                                report.shown, report.real})
            out += padded(std::to_string(value), 8);
        out += padded(toText(report.idf1Start, 3), 8) + padded(toText(report.idf1AfterQueue, 3), 8) +
               padded(std::to_string(report.handActions), 8) + padded(toText(report.idf1End, 3), 8) +
               padded(std::to_string(report.actions()), 8);
        for (const laboratory::CorrectionGoal& goal : report.goals)
            out += padded(goal.actions ? std::to_string(*goal.actions) : "-", 8);
        for (const laboratory::OtherTool& tool : report.tools)
            out += padded(std::to_string(tool.actions), 8);
        out += "\n";
    }
    out += "\n";
    for (const CorrectionFigure& figure : correctionFigures(reports)) {
        std::string name = figure.name;
        name.resize(kName, ' ');
        out += name + padded(textOf(figure.value, 3), 8) + "   goal " + (figure.atMost ? "<= " : ">= ") +
               toText(figure.goal, 2);
        if (figure.value) {
            const double distance = figure.atMost ? figure.goal - *figure.value : *figure.value - figure.goal;
            out += distance >= 0 ? ", met" : ", short by " + toText(-distance, 3);
        }
        out += "\n";
    }
    return out;
}

Json correctionJson(std::span<const CorrectionReport> reports)
{
    Json json = Json::object();
    for (const CorrectionFigure& figure : correctionFigures(reports))
        json[figure.name] = orNull(figure.value);
    for (const CorrectionFigure& figure : correctionFigures(reports))
        json["goals"][figure.name] = figure.goal;
    json["sequences"] = Json::array();
    for (const CorrectionReport& report : reports)
        json["sequences"].push_back(reportJson(report));
    return json;
}

Result<void> writeCorrectionCurves(const std::filesystem::path& path, std::span<const CorrectionReport> reports)
{
    if (path.extension() != ".png")
        return Error{ErrorCode::Unsupported, "the curves are written as .png", path.string()};
    int most = 0;
    double lowest = 0.9;
    for (const CorrectionReport& report : reports) {
        most = std::max(most, report.actions());
        lowest = std::min(lowest, std::floor(report.idf1Start * 10) / 10);
        for (const CorrectionStep& step : report.steps)
            lowest = std::min(lowest, std::floor(step.idf1 * 10) / 10);
    }
    Plot plot(most, lowest);
    for (std::size_t i = 0; i < reports.size(); ++i)
        plot.add(reports[i], i);
    return plot.save(path);
}

std::string correctionExplanation(std::span<const CorrectionReport> reports)
{
    constexpr double kShown = 0.3;
    struct Row {
        int errors = 0, corrected = 0, shown = 0, weak = 0, wrong = 0, none = 0;
        std::map<std::string, int> by;
    };
    std::map<std::string, Row> rows;
    std::string missed;
    for (const CorrectionReport& report : reports)
        for (const laboratory::TrueError& error : report.errors) {
            const std::string type(laboratory::toString(error.type));
            Row& row = rows[type];
            ++row.errors;
            row.corrected += error.mended ? 1 : 0;
            ++(error.finding.empty()        ? row.none
               : !error.accepted            ? row.wrong
               : error.probability < kShown ? row.weak
                                            : row.shown);
            if (!error.finding.empty())
                ++row.by[error.finding];
            if (!error.mended)
                missed += report.name + " frame " + toText(std::int64_t{error.frame + 1}) + ": " + type +
                          " of person " + toText(std::int64_t{number(error.person)}) + ", track " +
                          toText(std::int64_t{number(error.previousTrack)}) + " -> " +
                          toText(std::int64_t{number(error.track)}) + ", " +
                          (error.finding.empty() ? std::string("no finding")
                                                 : (error.accepted ? "" : "wrong ") + error.finding + " at " +
                                                       toText(error.probability, 3)) +
                          "\n";
        }
    std::string out = "type        errors corrected likely unlikely wrong none  found by\n";
    for (const auto& [type, row] : rows) {
        std::string by;
        for (const auto& [kind, count] : row.by)
            by += (by.empty() ? "" : ", ") + kind + " " + std::to_string(count);
        std::string name = type;
        name.resize(10, ' ');
        out += name + padded(std::to_string(row.errors), 8) + padded(std::to_string(row.corrected), 10) +
               padded(std::to_string(row.shown), 7) + padded(std::to_string(row.weak), 9) +
               padded(std::to_string(row.wrong), 6) + padded(std::to_string(row.none), 5) + "  " + by + "\n";
    }
    return out + "\nnot corrected by the queue:\n" + missed;
}

} // namespace tw::cli
