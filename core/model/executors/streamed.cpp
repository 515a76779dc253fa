#include "core/model/executors/streamed.h"

#include "core/model/executors/device_letterbox.h"
#include "core/model/executors/device_stream.h"
#include "core/model/executors/input.h"
#include "core/model/executors/peak_reader.h"
#include "core/model/executors/torch_types.h"
#include "core/model/torch_guard.h"

#include <ATen/Functions.h>
#include <torch/utils.h>

#include <cstring>
#include <vector>

namespace tw::model {

namespace {

using torch::Tensor;

class StreamedSteps : public FrameSteps
{
public:
    StreamedSteps(std::shared_ptr<Network> network, PeakReader reader, const StreamedOptions& options)
        : m_network(std::move(network)), m_reader(std::move(reader)), m_options(options),
          m_device(torchDevice(options.device)), m_letterbox(options.size, m_device),
          m_input(torch::zeros({1, 3, options.size.height, options.size.width},
                               torch::TensorOptions().device(m_device).dtype(torchType(options.precision)))
                      .contiguous(torch::MemoryFormat::ChannelsLast)),
          m_slots(static_cast<std::size_t>(options.frames)), m_stream(DeviceStream::of(m_device, options.frames))
    {
        for (Slot& slot : m_slots)
            slot.rows = m_stream->hostBuffer(m_reader.layout().floats(), torch::kFloat32);
    }

    int slots() const override { return m_options.frames; }

    Result<void> start(int slot, const PreparedImage& image) override
    {
        TW_TRY(image.planes.empty() ? checkInput(image.letterboxed, m_options.size) : checkPlanes(image.planes));
        return guardTorch("running the network", [&] {
            const torch::InferenceMode guard;
            Slot& buffers = m_slots[static_cast<std::size_t>(slot)];
            send(slot, buffers, image);
            m_stream->compute(slot, [&] {
                fillInput(image, buffers.pixels);
                m_stream->repeat([&] { m_rows = m_reader.rows(m_network->features(m_input)); });
                buffers.rows.copy_(m_rows.view({-1}), true);
            });
        });
    }

    Result<PeakValues> finish(int slot, float minScore) override
    {
        const Slot& buffers = m_slots[static_cast<std::size_t>(slot)];
        TW_TRY(guardTorch("running the network", [&] { m_stream->wait(slot); }));
        return readPeakRows({buffers.rows.data_ptr<float>(), static_cast<std::size_t>(buffers.rows.numel())},
                            m_reader.layout(), minScore);
    }

    std::string description() const override { return std::string("streamed ") + precisionName(m_options.precision); }

private:
    // One frame's memory, here and on the device.
    struct Slot {
        Tensor staged; // host
        Tensor pixels; // device
        Tensor rows;   // host
    };

    static Result<void> checkPlanes(const PlanarImage& planes)
    {
        if (planes.width % 2 != 0 || planes.height % 2 != 0)
            return Error{ErrorCode::InvalidArgument, "planes of odd sides", {}};
        return {};
    }

    static std::int64_t bytesOf(const PreparedImage& image)
    {
        if (!image.planes.empty())
            return packedBytes(image.planes);
        return std::int64_t{image.letterboxed.width} * image.letterboxed.height *
               bytesPerPixel(image.letterboxed.format);
    }

    void send(int slot, Slot& buffers, const PreparedImage& image)
    {
        const std::int64_t bytes = bytesOf(image);
        if (!buffers.staged.defined() || buffers.staged.numel() != bytes) { // once a video
            buffers.staged = m_stream->hostBuffer(bytes, torch::kUInt8);
            buffers.pixels = torch::empty({bytes}, torch::TensorOptions().device(m_device).dtype(torch::kUInt8));
        }
        auto* to = buffers.staged.data_ptr<std::uint8_t>();
        if (!image.planes.empty()) {
            packPlanes(image.planes, to);
        } else {
            const ImageView& view = image.letterboxed;
            const std::size_t row = static_cast<std::size_t>(view.width) * bytesPerPixel(view.format);
            for (int y = 0; y < view.height; ++y, to += row)
                std::memcpy(to, view.row(y), row);
        }
        m_stream->upload(slot, buffers.pixels, buffers.staged);
    }

    void fillInput(const PreparedImage& image, const Tensor& pixels)
    {
        if (!image.planes.empty()) {
            m_letterbox.fill(image.planes, pixels, m_input);
            return;
        }
        const ImageView& view = image.letterboxed;
        const ChannelOrder order = channelOrder(view.format);
        const Tensor bytes = pixels.view({view.height, view.width, order.pixelBytes});
        int plane = 0;
        for (const int channel : {order.red, order.green, order.blue})
            m_input.select(1, plane++).copy_(bytes.select(2, channel).to(torch::kFloat32).div(255).unsqueeze(0));
    }

    std::shared_ptr<Network> m_network;
    PeakReader m_reader;
    StreamedOptions m_options;
    torch::Device m_device;
    DeviceLetterbox m_letterbox;
    Tensor m_input; // of the frame that is computed
    Tensor m_rows;  // likewise
    std::vector<Slot> m_slots;
    std::unique_ptr<DeviceStream> m_stream; // last: it waits for those who use the others
};

} // namespace

Result<std::unique_ptr<FrameSteps>> makeStreamedSteps(std::shared_ptr<Network> network, const StreamedOptions& options)
{
    TW_EXPECTS(network != nullptr && options.frames > 0);
    TW_TRY_ASSIGN(PeakReader reader, PeakReader::create(*network, options.size, options.topK));
    return guardTorch("preparing the network", [&]() -> Result<std::unique_ptr<FrameSteps>> {
        return std::unique_ptr<FrameSteps>(
            std::make_unique<StreamedSteps>(std::move(network), std::move(reader), options));
    });
}

} // namespace tw::model
