// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/options.h"

#include "core/data/base/error.h"
#include "core/data/base/numbers.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace haberdash {

namespace {

const Option& optionOf(const std::vector<Option>& options, const std::string_view key) {
    const auto found = std::ranges::find(options, key, &Option::key);
    if (found == options.end()) {
        std::vector<std::string> keys;
        std::ranges::transform(options, std::back_inserter(keys), &Option::key);
        throw Error(
            ErrorKind::Input,
            fmt::format(
                "There is no option \"{}\"; the options are {}.", key, fmt::join(keys, ", ")));
    }
    return *found;
}

[[noreturn]] void refuse(const Option& option,
                         const std::string_view text,
                         const std::string& allowed) {
    throw Error(
        ErrorKind::Input,
        fmt::format("The option {} cannot be \"{}\": it takes {}.", option.key, text, allowed));
}

std::string allowedNumbers(const Option& option, const char* noun) {
    return option.low == option.high
               ? std::string(noun)
               : fmt::format("{} from {} to {}", noun, toText(option.low), toText(option.high));
}

bool isInRange(const Option& option, const double value) {
    return option.low == option.high || (value >= option.low && value <= option.high);
}

struct Setter {
    const Option& option;
    std::string_view text;

    void operator()(bool* target) const {
        if (text == "true" || text == "1" || text == "yes" || text == "on") {
            *target = true;
        } else if (text == "false" || text == "0" || text == "no" || text == "off") {
            *target = false;
        } else {
            refuse(option, text, "true or false");
        }
    }

    void operator()(std::int64_t* target) const {
        const auto value = parseInteger(text);
        if (!value || !isInRange(option, static_cast<double>(*value))) {
            refuse(option, text, allowedNumbers(option, "a whole number"));
        }
        *target = *value;
    }

    void operator()(double* target) const {
        const auto value = parseDecimal(text);
        if (!value || !isInRange(option, *value)) {
            refuse(option, text, allowedNumbers(option, "a number"));
        }
        *target = *value;
    }

    void operator()(std::string* target) const {
        if (!option.choices.empty() &&
            std::ranges::find(option.choices, text) == option.choices.end()) {
            refuse(option, text, fmt::format("one of {}", fmt::join(option.choices, ", ")));
        }
        *target = text;
    }
};

}  // namespace

void setOption(const std::vector<Option>& options,
               const std::string_view key,
               const std::string_view text) {
    const Option& option = optionOf(options, key);
    std::visit(Setter{option, text}, option.value);
}

void setOptions(const std::vector<Option>& options, const Json& values) {
    if (!values.is_object()) {
        throw Error(ErrorKind::Input, "Options must be a JSON object of keys and values.");
    }
    for (const auto& [key, value] : values.items()) {
        setOption(options, key, value.is_string() ? value.get<std::string>() : value.dump());
    }
}

Json optionsToJson(const std::vector<Option>& options) {
    Json object = Json::object();
    for (const Option& option : options) {
        std::visit([&](const auto* value) { object[option.key] = *value; }, option.value);
    }
    return object;
}

std::string optionText(const Option& option) {
    struct Reader {
        std::string operator()(const bool* value) const { return *value ? "true" : "false"; }

        std::string operator()(const std::int64_t* value) const {
            return fmt::format("{}", *value);
        }

        std::string operator()(const double* value) const { return toText(*value); }

        std::string operator()(const std::string* value) const { return *value; }
    };

    return std::visit(Reader{}, option.value);
}

}  // namespace haberdash
