#include "core/pipeline/export_dataset.h"

#include "core/video/frame_source.h"
#include "core/video/image_writer.h"

#include <memory>
#include <utility>

namespace tw::pipeline {
namespace {

// Exactly the frame, encoded. The reader and the encoder go with the function.
formats::FrameImage pictureOf(std::shared_ptr<video::FrameSource> source, const DatasetRequest& request,
                              std::stop_token stop)
{
    video::ImageWriteOptions options;
    options.format = request.images == DatasetImages::Png ? video::ImageFileFormat::Png : video::ImageFileFormat::Jpeg;
    options.jpegQuality = request.jpegQuality;
    auto encoder = std::make_shared<video::ImageEncoder>(options);
    return [source = std::move(source), encoder, stop](FrameIndex frame) -> Result<std::string> {
        TW_TRY_ASSIGN(const video::FramePtr picture, source->read(frame, stop));
        return encoder->encode(picture->image);
    };
}

} // namespace

Result<formats::DatasetReport> exportDataset(DatasetRequest request, const JobContext& job)
{
    request.options.imageExtension = request.images == DatasetImages::Png ? ".png" : ".jpg";
    std::vector<formats::DatasetSequence> sequences;
    for (const DatasetPart& part : request.parts) {
        formats::DatasetSequence sequence;
        sequence.document = part.document;
        sequence.info = part.info;
        sequence.exhaustive = request.exhaustive;
        if (request.images != DatasetImages::None) {
            TW_TRY_ASSIGN(auto source, video::openSource(part.video, {}, job));
            sequence.image = pictureOf(std::move(source), request, job.stop);
        }
        sequences.push_back(std::move(sequence));
    }
    return formats::exportDataset(request.folder, sequences, request.options, job);
}

} // namespace tw::pipeline
