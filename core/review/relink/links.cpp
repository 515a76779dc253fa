#include "core/review/relink/links.h"

#include "core/review/calibration.h"
#include "core/review/detectors.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <tuple>

namespace tw::review::relinking {

using annotation::Track;
using annotation::TrackBox;

namespace {

// Log odds that a track goes on as itself where nothing speaks against it. Larger than what a join can weigh, so that
// a track is only taken apart by an exchange.
constexpr double kKeep = 9;
// The same over a gap: the tracker found the person again, which is right more often than not.
constexpr double kKeepOverGap = 2.5;

double logOdds(double probability)
{
    const double p = std::clamp(probability, 1e-6, 1 - 1e-6);
    return std::log(p / (1 - p));
}

// The part of a swap's log odds that appearance has.
double appearanceLogit(double exchange, int terms)
{
    return logitOf(fittedWeights(EventKind::Swap),
                   std::array{exchange, 0.0, terms >= 4 ? 0.0 : 1.0, 0.0, 0.0, terms == 0 ? 1.0 : 0.0, 0.0});
}

Appearance meanOf(std::vector<float> sum, int samples)
{
    Appearance out;
    const double norm = std::sqrt(cosine(sum, sum));
    if (samples == 0 || !(norm > 0))
        return out;
    for (float& value : sum)
        value = static_cast<float>(value / norm);
    out.mean = std::move(sum);
    out.samples = samples;
    return out;
}

} // namespace

Chains presentChains(const Tracklets& pieces)
{
    Chains out;
    for (const Tracklet& piece : pieces.all()) {
        out.next.push_back(piece.next);
        out.previous.push_back(piece.previous);
    }
    return out;
}

Links::Links(const Evidence& evidence, const Tracklets& pieces, const RelinkOptions& options)
    : m_evidence(evidence), m_pieces(pieces), m_options(options), m_present(presentChains(pieces)),
      m_needed(logOdds(options.confidence))
{
    const FrameIndex longest = options.review.frames(options.review.reentrySeconds);
    const FrameIndex shortGap = options.review.frames(options.review.gapSeconds);
    const auto apart = [&](int earlier, int later) {
        return earlier == kNone || later == kNone || m_pieces[later].frames.first - m_pieces[earlier].frames.last > 1;
    };
    std::vector<int> begins;
    for (int i = 0; i < pieces.count(); ++i)
        if (!pieces[i].locked && pieces[i].frames.first >= options.from && apart(pieces[i].previous, i))
            begins.push_back(i);
    std::sort(begins.begin(), begins.end(),
              [&](int a, int b) { return pieces[a].frames.first < pieces[b].frames.first; });
    for (int i = 0; i < pieces.count(); ++i) {
        const Tracklet& end = pieces[i];
        if (end.locked || !apart(i, end.next))
            continue;
        auto it = std::upper_bound(begins.begin(), begins.end(), end.frames.last,
                                   [&](FrameIndex frame, int piece) { return frame < pieces[piece].frames.first; });
        for (; it != begins.end() && pieces[*it].frames.first - end.frames.last <= longest; ++it) {
            const FrameIndex gap = pieces[*it].frames.first - end.frames.last;
            const double seconds = gap / std::max(1.0, options.review.frameRate);
            if (gap > shortGap || boxDistance(end.lastBox(), pieces[*it].firstBox()) <= 1.5 + 2.5 * seconds)
                m_ends.emplace_back(i, *it);
        }
    }
}

bool Links::inOrder(int from, int to) const
{
    return from != kNone && to != kNone && !m_pieces[from].locked && !m_pieces[to].locked &&
           m_pieces[from].frames.last < m_pieces[to].frames.first;
}

// Clean embeddings at the end (or beginning) of a piece, and on along its chain where it is short.
Appearance Links::look(int piece, const Chains& chains, bool backwards) const
{
    if (piece == kNone)
        return {};
    const FrameIndex reach = m_options.review.frames(m_options.review.evidenceSeconds);
    const FrameIndex start = backwards ? m_pieces[piece].frames.last : m_pieces[piece].frames.first;
    std::vector<float> sum;
    int samples = 0;
    for (; piece != kNone; piece = (backwards ? chains.previous : chains.next)[static_cast<std::size_t>(piece)]) {
        const Tracklet& part = m_pieces[piece];
        for (int n = 0; n < part.boxes(); ++n) {
            const std::size_t box = backwards ? part.last - std::size_t(n) : part.first + std::size_t(n);
            if (std::abs(part.track->track->boxes[box].frame - start) > reach ||
                samples >= m_options.review.evidenceSamples)
                return meanOf(std::move(sum), samples);
            if (!part.track->clean(box))
                continue;
            const auto feature = part.track->feature(box);
            sum.resize(feature.size());
            std::transform(feature.begin(), feature.end(), sum.begin(), sum.begin(), std::plus<>());
            ++samples;
        }
    }
    return meanOf(std::move(sum), samples);
}

// How much better the exchange explains the embeddings, and how many similarities took part.
std::pair<double, int> Links::exchangeAppearance(const Meeting& meeting, const Chains& chains) const
{
    const Appearance a1 = look(meeting.a1, chains, true);
    const Appearance b1 = look(meeting.b1, chains, true);
    const Appearance a2 = look(meeting.a2, chains, false);
    const Appearance b2 = look(meeting.b2, chains, false);
    double keep = 0, exchange = 0;
    int nKeep = 0, nExchange = 0;
    const auto add = [&](const Appearance& x, const Appearance& y, double& total, int& n) {
        if (!x.known() || !y.known())
            return;
        total += m_evidence.similarity(x, y);
        ++n;
    };
    add(a1, a2, keep, nKeep);
    add(b1, b2, keep, nKeep);
    add(a1, b2, exchange, nExchange);
    add(b1, a2, exchange, nExchange);
    return {nKeep == 0 || nExchange == 0 ? 0 : exchange / nExchange - keep / nKeep, nKeep + nExchange};
}

double Links::continues(int from, int to, const Chains& chains) const
{
    const ReviewOptions& review = m_options.review;
    const FrameIndex gap = m_pieces[to].frames.first - m_pieces[from].frames.last;
    const bool longGap = gap > review.frames(review.gapSeconds);
    const Appearance tail = look(from, chains, true);
    const Appearance head = look(to, chains, false);
    FragmentFeatures features;
    features.embedded = tail.known() && head.known();
    features.similarity = features.embedded ? m_evidence.similarity(tail, head) : 0;
    features.margin = 0.4; // rivals are weighed where all are known
    features.gapSeconds = gap / std::max(1.0, review.frameRate);
    const Box expected =
        extrapolated(*m_pieces[from].track->track, m_pieces[to].frames.first, true, m_pieces[from].frames.last);
    const double distance = std::min(boxDistance(expected, m_pieces[to].firstBox()),
                                     boxDistance(m_pieces[from].lastBox(), m_pieces[to].firstBox()));
    features.distance = longGap ? 1.0 : distance / (0.25 + features.gapSeconds) * 0.5;
    return logitOf(fittedWeights(longGap ? EventKind::Reentry : EventKind::Fragment), featuresOf(features));
}

void Links::addMeetings(const Chains& chains, std::vector<Candidate>& out) const
{
    for (const Meeting& meeting : m_pieces.meetings()) {
        // The detector's verdict stands on the present tracks; what other chains change about it is added.
        double logit = meeting.logit;
        if (chains != m_present) {
            const auto [before, termsBefore] = exchangeAppearance(meeting, m_present);
            const auto [now, termsNow] = exchangeAppearance(meeting, chains);
            logit += appearanceLogit(now, termsNow) - appearanceLogit(before, termsBefore);
        }
        const int kept = int(inOrder(meeting.a1, meeting.a2)) + int(inOrder(meeting.b1, meeting.b2));
        std::vector<std::pair<int, int>> exchange;
        if (inOrder(meeting.a1, meeting.b2))
            exchange.emplace_back(meeting.a1, meeting.b2);
        if (inOrder(meeting.b1, meeting.a2))
            exchange.emplace_back(meeting.b1, meeting.a2);
        // Exchanging costs what keeping costs, less the odds: the assignment exchanges where they are in favour.
        for (const auto& [from, to] : exchange)
            out.push_back({from, to, -(kKeep * kept + logit - m_needed) / static_cast<double>(exchange.size())});
    }
}

void Links::addContinuations(const Chains& chains, std::vector<Candidate>& out) const
{
    // An end that fits two beginnings alike fits neither for sure: the margin to the best rival counts.
    std::map<int, std::vector<double>> ofEnd, ofBegin;
    std::vector<double> odds;
    for (const auto& [from, to] : m_ends) {
        odds.push_back(continues(from, to, chains));
        ofEnd[from].push_back(odds.back());
        ofBegin[to].push_back(odds.back());
    }
    for (auto* side : {&ofEnd, &ofBegin})
        for (auto& [piece, values] : *side)
            std::sort(values.rbegin(), values.rend());
    const auto rival = [](const std::vector<double>& sorted, double own) {
        return own < sorted[0] ? sorted[0] : sorted.size() > 1 ? sorted[1] : -1e9;
    };
    for (std::size_t i = 0; i < m_ends.size(); ++i) {
        const auto& [from, to] = m_ends[i];
        const double best = std::max(rival(ofEnd[from], odds[i]), rival(ofBegin[to], odds[i]));
        if (m_pieces[from].next == to) {
            out.push_back({from, to, -std::max(0.5, odds[i] + kKeepOverGap)});
            continue;
        }
        const double sure = std::min(odds[i], odds[i] - best); // of two equal rivals neither is likelier than a half
        if (sure > m_needed)
            out.push_back({from, to, m_needed - odds[i]});
    }
}

std::vector<Candidate> Links::candidates(const Chains& chains) const
{
    std::vector<Candidate> all;
    for (int i = 0; i < m_pieces.count(); ++i) {
        const int next = m_pieces[i].next;
        if (next != kNone && m_pieces[next].frames.first - m_pieces[i].frames.last <= 1)
            all.push_back({i, next, -kKeep});
    }
    addMeetings(chains, all);
    addContinuations(chains, all);
    // The same two pieces may come from several meetings: the strongest reason counts.
    std::sort(all.begin(), all.end(), [](const Candidate& a, const Candidate& b) {
        return std::tie(a.from, a.to, a.cost) < std::tie(b.from, b.to, b.cost);
    });
    all.erase(std::unique(all.begin(), all.end(),
                          [](const Candidate& a, const Candidate& b) { return a.from == b.from && a.to == b.to; }),
              all.end());
    return all;
}

} // namespace tw::review::relinking
