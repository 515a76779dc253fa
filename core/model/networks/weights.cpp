#include "core/model/networks/weights.h"

#include "core/base/contract.h"
#include "core/model/networks/lite_widths.h"

#include <ATen/Functions.h>
#include <torch/utils.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <set>
#include <string_view>

namespace tw::model {

namespace {

constexpr std::size_t kMaxListed = 20;
constexpr std::string_view kCounter = "num_batches_tracked"; // a training statistic that no forward pass reads

constexpr std::pair<ElementType, torch::ScalarType> kTypes[] = {
    {ElementType::Float32, torch::kFloat32}, {ElementType::Float64, torch::kFloat64},
    {ElementType::Float16, torch::kFloat16}, {ElementType::BFloat16, torch::kBFloat16},
    {ElementType::Int64, torch::kInt64},     {ElementType::Int32, torch::kInt32},
    {ElementType::Int16, torch::kInt16},     {ElementType::Int8, torch::kInt8},
    {ElementType::UInt8, torch::kUInt8},     {ElementType::Bool, torch::kBool},
};

torch::ScalarType scalarType(ElementType type)
{
    for (const auto& [ours, theirs] : kTypes) {
        if (ours == type)
            return theirs;
    }
    TW_UNREACHABLE();
}

ElementType elementType(torch::ScalarType type)
{
    for (const auto& [ours, theirs] : kTypes) {
        if (theirs == type)
            return ours;
    }
    TW_UNREACHABLE(); // complex and quantised tensors never occur in our networks
}

struct Slot {
    std::string name;
    torch::Tensor tensor;
};

// A module's own parameters and buffers before its children's: the order of a Python state_dict.
std::vector<Slot> slotsOf(const torch::nn::Module& network)
{
    std::vector<Slot> slots;
    for (const auto& module : network.named_modules()) {
        const std::string prefix = module.key().empty() ? "" : module.key() + ".";
        for (const auto& parameter : module.value()->named_parameters(false))
            slots.push_back({prefix + parameter.key(), parameter.value()});
        for (const auto& buffer : module.value()->named_buffers(false))
            slots.push_back({prefix + buffer.key(), buffer.value()});
    }
    return slots;
}

bool isDispensable(std::string_view name, const std::vector<std::string>& unused)
{
    return name.ends_with(kCounter) ||
           std::any_of(unused.begin(), unused.end(), [name](const auto& prefix) { return name.starts_with(prefix); });
}

void appendList(std::string& out, const std::string& title, const std::vector<std::string>& names)
{
    if (names.empty())
        return;
    out += std::to_string(names.size()) + " " + title + ":\n";
    for (std::size_t i = 0; i < std::min(names.size(), kMaxListed); ++i)
        out += "  " + names[i] + "\n";
    if (names.size() > kMaxListed)
        out += "  and " + std::to_string(names.size() - kMaxListed) + " more\n";
}

std::string shapeText(const std::vector<std::int64_t>& shape)
{
    std::string text = "[";
    for (std::size_t i = 0; i < shape.size(); ++i)
        text += (i == 0 ? "" : ", ") + std::to_string(shape[i]);
    return text + "]";
}

// What only one family of networks calls its layers.
struct Signature {
    const char* architecture;
    std::vector<const char*> present;
    std::vector<const char*> absent;
};

const std::vector<Signature>& signatures()
{
    static const std::vector<Signature> kSignatures = {
        {"jde_lite", {"backbone.stem.conv.weight", "scale8.conf.2.weight"}, {}},
        {kLiteWidths.architecture, {"backbone.stem.conv.weight", "backbone.stage5.csp.conv3.conv.weight"}, {}},
        {"dla_34", {"base.base_layer.0.weight", "dla_up.ida_0.proj_1.conv.conv_offset_mask.weight"}, {}},
        {"dlaconv_34",
         {"base.base_layer.0.weight", "ida_up.proj_1.conv.weight"},
         {"dla_up.ida_0.proj_1.conv.conv_offset_mask.weight"}},
        {"dlav0_34", {"base.base_layer.0.weight", "dla_up.ida_0.node_1.0.weight"}, {}},
        {"regnetydcn_40", {"deconv_layers.0.weight", "s3.b12.f.b.weight"}, {}},
        {"regnetyfpndcn_40", {"project_layer1.conv.weight", "s3.b12.f.b.weight"}, {}},
        {"hardnet_85", {"stages.4.block.layers.15.conv.weight", "decoder.2.reduce.conv.weight"}, {}},
        {"resdcn_50", {"deconv_layers.0.weight", "layer1.0.conv3.weight"}, {"layer3.6.conv1.weight"}},
        {"resdcn_34", {"deconv_layers.0.weight", "layer3.5.conv1.weight"}, {"layer1.0.conv3.weight"}},
        {"resdcn_18", {"deconv_layers.0.weight"}, {"layer1.2.conv1.weight", "layer1.0.conv3.weight"}},
        {"resfpndcn_34", {"project_layer1.conv.weight", "layer3.5.conv1.weight"}, {"layer1.0.conv3.weight"}},
        {"resfpndcn_18", {"project_layer1.conv.weight"}, {"layer1.2.conv1.weight", "layer1.0.conv3.weight"}},
        {"yolo", {"backbone.model.0.conv.conv.weight"}, {}},
    };
    return kSignatures;
}

std::string familyOf(const Checkpoint& checkpoint)
{
    const auto has = [&](const char* name) { return checkpoint.find(name) != nullptr; };
    // Families whose members differ in width only: one tensor's shape tells.
    const NamedTensor* last = checkpoint.find("backbone.stage5.csp.conv3.conv.weight");
    const bool wide = last != nullptr && !last->value.shape.empty() && last->value.shape[0] == kStandardWidths.stage5;
    for (const Signature& signature : signatures()) {
        if (std::all_of(signature.present.begin(), signature.present.end(), has) &&
            std::none_of(signature.absent.begin(), signature.absent.end(), has))
            return wide && std::string_view(signature.architecture) == kLiteWidths.architecture
                       ? kStandardWidths.architecture
                       : signature.architecture;
    }
    const NamedTensor* branch = checkpoint.find("stage4.0.branches.0.0.conv1.weight");
    if (branch != nullptr && !branch->value.shape.empty() && has("transition1.0.0.weight"))
        return "hrnet_" + std::to_string(branch->value.shape[0]);
    return {};
}

// Output channels of a head's last convolution; `missing` when the file has no such head.
std::int64_t headChannels(const Checkpoint& checkpoint, const char* name, std::int64_t missing)
{
    const NamedTensor* tensor = checkpoint.find(name);
    return tensor == nullptr || tensor->value.shape.size() != 4 ? missing : tensor->value.shape[0];
}

} // namespace

std::string LoadReport::text() const
{
    std::string out = std::to_string(loaded) + " tensors loaded\n";
    appendList(out, "of the network's are not in the file", missing);
    std::vector<std::string> lines;
    for (const Shape& shape : misshaped)
        lines.push_back(shape.name + ": " + shapeText(shape.inFile) + " in the file, " + shapeText(shape.inNetwork) +
                        " in the network");
    appendList(out, "have another shape", lines);
    appendList(out, "of the file's are unknown to the network", unknown);
    return out;
}

torch::Tensor toTorch(const TensorValue& value)
{
    TW_EXPECTS(value.bytes &&
               value.bytes->size() == static_cast<std::size_t>(value.elementCount()) * elementSize(value.type));
    torch::Tensor tensor = at::empty(value.shape, at::TensorOptions().dtype(scalarType(value.type)));
    if (!value.bytes->empty())
        std::memcpy(tensor.data_ptr(), value.bytes->data(), value.bytes->size());
    return tensor;
}

TensorValue fromTorch(const torch::Tensor& tensor)
{
    const torch::Tensor dense = tensor.detach().to(torch::kCPU).contiguous();
    std::vector<std::byte> bytes(static_cast<std::size_t>(dense.numel()) * dense.element_size());
    if (!bytes.empty())
        std::memcpy(bytes.data(), dense.data_ptr(), bytes.size());
    return {elementType(dense.scalar_type()), dense.sizes().vec(),
            std::make_shared<const std::vector<std::byte>>(std::move(bytes))};
}

LoadReport loadWeights(Network& network, const Checkpoint& checkpoint)
{
    return loadWeights(network, checkpoint, network.unusedKeys());
}

LoadReport loadWeights(torch::nn::Module& module, const Checkpoint& checkpoint, const std::vector<std::string>& unused)
{
    const torch::NoGradGuard noGrad;
    LoadReport report;
    std::map<std::string_view, const TensorValue*> inFile;
    for (const NamedTensor& tensor : checkpoint.tensors)
        inFile.emplace(tensor.name, &tensor.value);
    for (Slot& slot : slotsOf(module)) {
        const auto found = inFile.find(slot.name);
        if (found == inFile.end()) {
            if (!isDispensable(slot.name, unused))
                report.missing.push_back(slot.name);
            continue;
        }
        const TensorValue& value = *found->second;
        inFile.erase(found);
        if (slot.tensor.sizes() != at::IntArrayRef(value.shape)) {
            report.misshaped.push_back({slot.name, value.shape, slot.tensor.sizes().vec()});
            continue;
        }
        slot.tensor.copy_(toTorch(value)); // converts to the network's type and device
        ++report.loaded;
    }
    for (const NamedTensor& tensor : checkpoint.tensors) {
        if (inFile.contains(tensor.name))
            report.unknown.push_back(tensor.name);
    }
    return report;
}

Checkpoint saveWeights(const torch::nn::Module& module)
{
    Checkpoint checkpoint;
    for (const Slot& slot : slotsOf(module))
        checkpoint.tensors.push_back({slot.name, fromTorch(slot.tensor)});
    return checkpoint;
}

Result<Recognised> recogniseArchitecture(const Checkpoint& checkpoint)
{
    const std::string family = familyOf(checkpoint);
    const std::vector<std::string> known = architectureNames();
    if (std::find(known.begin(), known.end(), family) == known.end()) {
        std::string list;
        for (const std::string& name : known)
            list += (list.empty() ? "" : ", ") + name;
        std::string seen = "the file holds no tensors";
        if (!family.empty())
            seen = "the keys are those of " + family;
        else if (!checkpoint.tensors.empty())
            seen = "keys like '" + checkpoint.tensors.front().name + "' belong to no network that is known here";
        return Error{ErrorCode::Unsupported, seen + "; this program has " + list, {}};
    }
    HeadOptions heads;
    heads.classes = headChannels(checkpoint, "hm.2.weight", heads.classes);
    heads.sizeChannels = headChannels(checkpoint, "wh.2.weight", heads.sizeChannels);
    heads.embedding = headChannels(checkpoint, "id.2.weight", heads.embedding);
    heads.embedding = headChannels(checkpoint, "scale8.id.2.weight", heads.embedding); // with anchors
    return Recognised{family, heads};
}

} // namespace tw::model
