#include "core/model/preprocess/preprocess.h"

#include "core/base/contract.h"
#include "core/model/executors/input.h"
#include "core/model/preprocess/area_rows.h"
#include "core/model/preprocess/scale_image.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <exception>
#include <mutex>
#include <new>

namespace tw::model {

namespace {

// 127.5 as OpenCV rounds it into 8 bits.
constexpr std::uint8_t kGrey = 128;
// OpenCV's resize indexes with 16 bits in places.
constexpr int kLongestSide = 32767;

// Half to even, as Python rounds; assumes the default floating-point rounding mode.
int roundHalfEven(double value)
{
    return static_cast<int>(std::nearbyint(value));
}

Result<void> check(const ImageView& image)
{
    if (image.empty())
        return Error{ErrorCode::InvalidArgument, "the image is empty", {}};
    if (image.width > kLongestSide || image.height > kLongestSide)
        return Error{ErrorCode::InvalidArgument, "the image is longer than 32767 pixels", {}};
    if (image.stride < static_cast<std::ptrdiff_t>(image.width) * bytesPerPixel(image.format))
        return Error{ErrorCode::InvalidArgument, "the rows of the image overlap", {}};
    return {};
}

} // namespace

Letterbox letterboxOf(int imageWidth, int imageHeight, const NetworkSize& network)
{
    TW_EXPECTS(imageWidth > 0 && imageHeight > 0 && network.width > 0 && network.height > 0);
    Letterbox box;
    box.scale =
        std::min(static_cast<double>(network.height) / imageHeight, static_cast<double>(network.width) / imageWidth);
    // A very long image would shrink to nothing; the reference cannot process it at all.
    box.width = std::max(1, roundHalfEven(imageWidth * box.scale));
    box.height = std::max(1, roundHalfEven(imageHeight * box.scale));
    box.padX = (network.width - box.width) / 2.0;
    box.padY = (network.height - box.height) / 2.0;
    box.left = roundHalfEven(box.padX - 0.1);
    box.right = roundHalfEven(box.padX + 0.1);
    box.top = roundHalfEven(box.padY - 0.1);
    box.bottom = roundHalfEven(box.padY + 0.1);
    return box;
}

namespace {

// Input buffers that come back when their last reader lets go: a video allocates a few once. Shared with the images
// that are under way, which may outlive the preprocessor.
class CanvasPool : public std::enable_shared_from_this<CanvasPool>
{
public:
    struct Canvas {
        std::vector<std::uint8_t> pixels;
        Letterbox box; // what its borders were painted for
        PixelFormat format = PixelFormat::Bgra8;
    };

    std::shared_ptr<Canvas> take()
    {
        std::unique_ptr<Canvas> canvas;
        {
            const std::lock_guard lock(m_mutex);
            if (!m_free.empty()) {
                canvas = std::move(m_free.back());
                m_free.pop_back();
            }
        }
        if (!canvas)
            canvas = std::make_unique<Canvas>();
        return {canvas.release(), [pool = shared_from_this()](Canvas* used) { pool->giveBack(used); }};
    }

private:
    void giveBack(Canvas* used)
    {
        std::unique_ptr<Canvas> canvas(used);
        const std::lock_guard lock(m_mutex);
        if (m_free.size() < kKept)
            m_free.push_back(std::move(canvas));
    }

    static constexpr std::size_t kKept = 8;
    std::mutex m_mutex;
    std::vector<std::unique_ptr<Canvas>> m_free = [] {
        std::vector<std::unique_ptr<Canvas>> none;
        none.reserve(kKept); // giving back must not throw
        return none;
    }();
};

} // namespace

struct Preprocessor::Impl {
    explicit Impl(const NetworkSize& size) : network(size) {}

    NetworkSize network;
    std::shared_ptr<CanvasPool> pool = std::make_shared<CanvasPool>();
    std::shared_ptr<CanvasPool::Canvas> last; // what letterbox() returned

    // of the image under way
    std::shared_ptr<CanvasPool::Canvas> canvas;
    ImageView shape; // without pixels
    Letterbox box;
    int rows = 0;

    AreaRows area;
    ImageView areaShape;             // what `area` was made for
    bool byRows = false;             // `area` takes the rows; otherwise they are kept until the image is whole
    std::vector<std::uint8_t> whole; // the image, when it has to be

    std::size_t stride() const { return static_cast<std::size_t>(network.width) * bytesPerPixel(shape.format); }
    std::uint8_t* inside() const
    {
        return canvas->pixels.data() + box.top * stride() +
               static_cast<std::size_t>(box.left) * bytesPerPixel(shape.format);
    }

    void paintBorders()
    {
        // A video paints them once for each canvas.
        if (!canvas->pixels.empty() && canvas->box == box && canvas->format == shape.format)
            return;
        canvas->pixels.assign(stride() * network.height, kGrey);
        canvas->box = box;
        canvas->format = shape.format;
    }

    void begin(int width, int height, PixelFormat format)
    {
        shape = {nullptr, width, height, 0, format};
        box = letterboxOf(width, height, network);
        rows = 0;
        canvas = pool->take();
        paintBorders();
        byRows = format == PixelFormat::Bgra8 && AreaRows::serves(width, height, box.width, box.height);
        if (!byRows)
            return;
        if (areaShape.width != width || areaShape.height != height) {
            area = AreaRows(width, height, box.width, box.height);
            areaShape = shape;
        }
        area.start(inside(), static_cast<std::ptrdiff_t>(stride()));
    }

    // Enlarging, whole numbers, other formats.
    void scaleWhole(const ImageView& image)
    {
        scaleByArea(image, inside(), box.width, box.height, static_cast<std::ptrdiff_t>(stride()));
    }

    void addRows(const ImageView& piece)
    {
        if (byRows) {
            for (int y = 0; y < piece.height; ++y)
                area.add(piece.row(y));
        } else if (piece.height == shape.height) {
            scaleWhole(piece);
        } else {
            const std::size_t rowBytes = static_cast<std::size_t>(shape.width) * bytesPerPixel(shape.format);
            whole.resize(rowBytes * static_cast<std::size_t>(shape.height));
            for (int y = 0; y < piece.height; ++y)
                std::memcpy(whole.data() + rowBytes * static_cast<std::size_t>(rows + y), piece.row(y), rowBytes);
            if (rows + piece.height == shape.height)
                scaleWhole(
                    {whole.data(), shape.width, shape.height, static_cast<std::ptrdiff_t>(rowBytes), shape.format});
        }
        rows += piece.height;
    }

    PreparedImage finish()
    {
        PreparedImage image;
        image.letterboxed = {canvas->pixels.data(), network.width, network.height,
                             static_cast<std::ptrdiff_t>(stride()), shape.format};
        image.owner = std::move(canvas);
        image.sourceWidth = shape.width;
        image.sourceHeight = shape.height;
        return image;
    }
};

namespace {

template <class F>
Result<void> guarded(const F& f)
{
    try {
        f();
        return {};
    } catch (const std::bad_alloc&) {
        return Error{ErrorCode::OutOfMemory, "not enough memory for the network's input", {}};
    } catch (const std::exception& e) { // cv::Exception
        return Error{ErrorCode::Internal, e.what(), "scaling the image"};
    }
}

} // namespace

Preprocessor::Preprocessor(const NetworkSize& network) : m_impl(std::make_unique<Impl>(network))
{
    TW_EXPECTS(network.width > 0 && network.height > 0);
}

Preprocessor::Preprocessor(Preprocessor&&) noexcept = default;
Preprocessor& Preprocessor::operator=(Preprocessor&&) noexcept = default;
Preprocessor::~Preprocessor() = default;

Result<void> Preprocessor::begin(int width, int height, PixelFormat format)
{
    m_impl->canvas.reset();
    if (width <= 0 || height <= 0)
        return Error{ErrorCode::InvalidArgument, "the image is empty", {}};
    if (width > kLongestSide || height > kLongestSide)
        return Error{ErrorCode::InvalidArgument, "the image is longer than 32767 pixels", {}};
    const Result<void> begun = guarded([&] { m_impl->begin(width, height, format); });
    if (!begun)
        m_impl->canvas.reset();
    return begun;
}

Result<void> Preprocessor::addRows(const ImageView& rows)
{
    TW_TRY(check(rows));
    const Impl& impl = *m_impl;
    if (!impl.canvas || rows.width != impl.shape.width || rows.format != impl.shape.format ||
        rows.height > impl.shape.height - impl.rows)
        return Error{ErrorCode::InvalidArgument, "these rows are not part of the image that was begun", {}};
    return guarded([&] { m_impl->addRows(rows); });
}

Result<PreparedImage> Preprocessor::finish()
{
    if (!m_impl->canvas || m_impl->rows != m_impl->shape.height)
        return Error{ErrorCode::InvalidArgument, "rows of the image are missing", {}};
    return m_impl->finish();
}

Result<ImageView> Preprocessor::letterbox(const ImageView& image)
{
    TW_TRY(check(image));
    m_impl->last.reset();
    TW_TRY(begin(image.width, image.height, image.format));
    TW_TRY(addRows(image));
    m_impl->last = m_impl->canvas;
    TW_TRY_ASSIGN(const PreparedImage prepared, finish());
    return prepared.letterboxed;
}

Result<void> Preprocessor::planes(const ImageView& image, std::span<float> out)
{
    TW_EXPECTS(out.size() == std::size_t{3} * m_impl->network.width * m_impl->network.height);
    TW_TRY_ASSIGN(const ImageView boxed, letterbox(image));
    fillPlanes(boxed, out.data());
    return {};
}

} // namespace tw::model
