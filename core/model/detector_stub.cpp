// Built in place of the network when the program is configured without LibTorch.

#include "core/model/detector.h"

#include "core/base/contract.h"

namespace tw::model {

struct Detector::Impl {};

Detector::Detector(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Detector::Detector(Detector&&) noexcept = default;
Detector& Detector::operator=(Detector&&) noexcept = default;
Detector::~Detector() = default;

Result<Detector> Detector::load(const std::string& model, const DetectorOptions&)
{
    return Error{ErrorCode::Unavailable, "this program was built without LibTorch and cannot run a network", model};
}

Result<Detector> Detector::untrained(const std::string& architecture, const DetectorOptions&)
{
    return Error{ErrorCode::Unavailable, "this program was built without LibTorch and cannot run a network",
                 architecture};
}

// A Detector cannot exist in this build, so the rest is never reached.
Result<FrameDetections> Detector::detect(const ImageView&)
{
    TW_UNREACHABLE();
}

Result<FrameDetections> Detector::detect(const ImageView&, DetectTimes&)
{
    TW_UNREACHABLE();
}

Result<FrameDetections> Detector::detect(const PreparedImage&)
{
    TW_UNREACHABLE();
}

Result<FrameDetections> Detector::detect(const PreparedImage&, DetectTimes&)
{
    TW_UNREACHABLE();
}

int Detector::framesInFlight() const
{
    TW_UNREACHABLE();
}

int Detector::underWay() const
{
    TW_UNREACHABLE();
}

void Detector::submit(const PreparedImage&)
{
    TW_UNREACHABLE();
}

Result<FrameDetections> Detector::take()
{
    TW_UNREACHABLE();
}

bool Detector::takesPlanes() const
{
    TW_UNREACHABLE();
}

void Detector::useThreads(int)
{
    TW_UNREACHABLE();
}

Result<EmbeddingMap> Detector::embed(const ImageView&)
{
    TW_UNREACHABLE();
}

Result<DenseFrame> Detector::look(const ImageView&)
{
    TW_UNREACHABLE();
}

const ModelInfo& Detector::info() const
{
    TW_UNREACHABLE();
}

const DetectorOptions& Detector::options() const
{
    TW_UNREACHABLE();
}

} // namespace tw::model
