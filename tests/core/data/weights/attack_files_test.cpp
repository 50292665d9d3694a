// SPDX-License-Identifier: GPL-3.0-or-later
// Files that were made to harm: each must be refused with a sentence, at once and in little memory.
#include "core/data/base/safetensors.h"
#include "core/data/weights/pth.h"
#include "tests/core/data/weights/pth_writer.h"
#include "tests/support/errors.h"
#include "tests/support/slowdown.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

#include <ctime>
#include <filesystem>
#include <functional>
#include <memory>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace haberdash {
namespace {

using namespace test;

struct Attack {
    std::string name;
    std::string bytes;
};

const std::string kFour = floats({1, 2, 3, 4});
const std::string kGood = tensor(storage("0", 4), 0, {4}, {1});

std::string withData(const std::string& pickle) {
    return archive(pickle, {{"m/data/0", kFour}});
}

std::string repeated(const std::string& piece, const std::size_t count) {
    std::string bytes;
    for (std::size_t i = 0; i < count; ++i) {
        bytes += piece;
    }
    return bytes;
}

std::string sharedDicts(const int levels) {
    std::string body = "}" + text("w") + kGood + "sq" + '\0';
    for (int i = 0; i < levels; ++i) {
        const std::string before = std::string("h") + static_cast<char>(i);
        std::string next = "}";
        for (int j = 0; j < 100; ++j) {
            next += text(std::to_string(j)) + before + "s";
        }
        body += "0" + next + "q" + static_cast<char>(i + 1);
    }
    return pickled("(" + body + "t");
}

std::vector<Attack> codeAttacks(const std::string& canary) {
    const std::string touch = text("touch " + canary);
    return {
        {"os.system", archive(pickled("cposix\nsystem\n" + touch + "\x85R"))},
        {"eval", archive(pickled("c__builtin__\neval\n" + text("1") + "\x85R"))},
        {"builtins.exec", archive(pickled("cbuiltins\nexec\n" + text("1") + "\x85R"))},
        {"subprocess", archive(dictOf("csubprocess\nPopen\n" + touch + "\x85R"))},
        {"system in legacy", legacy(pickled("cos\nsystem\n" + touch + "\x85R"), pickled("]"), "")},
        {"system in legacy facts",
         legacy("", "", "").substr(0, 21) + pickled("cos\nsystem\n" + touch + "\x85R")},
        {"INST", archive(pickled("(" + touch + "iposix\nsystem\n"))},
        {"OBJ", archive(pickled("(cposix\nsystem\n" + touch + "o"))},
        {"NEWOBJ", archive(pickled("ccollections\nOrderedDict\n)\x81"))},
        {"EXT1", archive(pickled("\x82\x01"))},
        {"STACK_GLOBAL", archive(pickled(text("os") + text("system") + "\x93"))},
        {"whole module", archive(pickled("ctorch.nn.modules.conv\nConv2d\n)R"))},
        {"torch.load as a name", archive(pickled("ctorch\nload\n" + touch + "\x85R"))},
        {"TorchScript", archive(pickled("}"), {{"m/code/m.py", "x"}})},
        {"TorchScript constants", archive(pickled("}"), {{"m/constants.pkl", "x"}})},
        {"BUILD on a tensor", withData(dictOf(kGood + "}b"))},
        {"storage type is a function",
         withData(dictOf(tensor(storage("0", 4, "ccollections\nOrderedDict\n"), 0, {4}, {1})))}};
}

std::vector<Attack> pickleAttacks() {
    const std::string empty = archive(pickled("."));
    return {
        {"nothing on the stack", empty},
        {"call of nothing", archive(pickled("R"))},
        {"no end", archive("\x80\x02}")},
        {"protocol 4", archive("\x80\x04}.")},
        {"protocol 0", archive("(dp0\n.")},
        {"list at the root", archive(pickled("]"))},
        {"no tensors", archive(pickled("}"))},
        {"two things", archive(pickled("}}"))},
        {"text of 4 GB",
         archive(pickled("X\xFF\xFF\xFF\xFF"
                         "a"))},
        {"long of 2 GB", archive(pickled("\x8B\xFF\xFF\xFF\x7F"))},
        {"note at 2^32 - 1", archive(pickled("}r\xFF\xFF\xFF\xFF"))},
        {"note that is not there", archive(pickled("h\x05"))},
        {"flood of None", archive(pickled(repeated("N", 1'000'000)))},
        {"flood of marks", archive(pickled(repeated("(", 1'000'000)))},
        {"flood of dicts", archive(pickled(repeated("}", 1'000'000)))},
        {"flood of tuples", archive(pickled("(" + repeated(")", 1'000'000) + "t"))},
        {"flood of nested tuples", archive(pickled("N" + repeated("\x85", 1'000'000)))},
        {"flood of dicts from one list",
         archive(pickled("(](" + repeated(text("a") + "N\x86", 50'000) + "eq" + '\0' +
                         repeated(std::string("ccollections\nOrderedDict\nh\0\x85R", 30), 5'000) +
                         "t"))},
        {"pickle of 2 MB", archive(pickled("}" + text(std::string(2'000'000, 'a')) + "Ns"))},
        {"dict in itself",
         archive(pickled(std::string("}q\0", 3) + text("a") + std::string("h\0s", 3)))},
        {"dicts shared a hundredfold", withData(sharedDicts(5))},
        {"deep dicts", archive(pickled(repeated("}" + text("a"), 50) + "N" + repeated("s", 50)))},
        {"name twice", withData(pickled("}" + text("w") + kGood + "s" + text("w") + kGood + "s"))},
        {"key without value", archive(pickled("}(" + text("w") + "u"))},
        {"key that is a tensor", withData(pickled("}" + kGood + kGood + "s"))},
        {"name without end", archive(pickled("c" + std::string(5'000, 'a')))}};
}

std::vector<Attack> tensorAttacks() {
    const auto one = [](const std::string& value) { return withData(dictOf(value)); };
    const std::int64_t huge = std::int64_t{1} << 62;
    return {{"shape overflows", one(tensor(storage("0", 4), 0, {huge, 8}, {8, 1}))},
            {"shape wraps to fit", one(tensor(storage("0", 4), 0, {huge, 4, 1}, {4, 1, 1}))},
            {"shape below zero", one(tensor(storage("0", 4), 0, {-4}, {1}))},
            {"offset below zero", one(tensor(storage("0", 4), -1, {4}, {1}))},
            {"offset beyond", one(tensor(storage("0", 4), 1, {4}, {1}))},
            {"offset wraps", one(tensor(storage("0", 4), INT64_MAX, {4}, {1}))},
            {"stride of zero", one(tensor(storage("0", 4), 0, {huge}, {0}))},
            {"stride below zero", one(tensor(storage("0", 4), 0, {4}, {-1}))},
            {"transposed", one(tensor(storage("0", 4), 0, {2, 2}, {1, 2}))},
            {"nine dimensions",
             one(tensor(storage("0", 4),
                        0,
                        std::vector<std::int64_t>(9, 1),
                        std::vector<std::int64_t>(9, 1)))},
            {"storage missing", archive(dictOf(kGood))},
            {"storage too short", archive(dictOf(kGood), {{"m/data/0", kFour.substr(0, 15)}})},
            {"storage count wraps",
             one(tensor(storage("0", (std::int64_t{1} << 62) + 4), 0, {4}, {1}))},
            {"storage longer than said", one(tensor(storage("0", 3), 0, {3}, {1}))},
            {"overlap",
             withData(pickled("}" + text("a") + tensor(storage("0", 4), 0, {3}, {1}) + "s" +
                              text("b") + tensor(storage("0", 4), 1, {3}, {1}) + "s"))}};
}

std::vector<Attack> archiveAttacks() {
    const std::string pickle = dictOf(kGood);
    const ZipPart first{"m/data.pkl", pickle};
    const std::string good = zipped({first, {"m/data/0", kFour}});
    const std::string wide = raw(std::uint16_t{1}) + raw(std::uint16_t{4}) + "abcd";
    std::string bigEnd = good;
    bigEnd.replace(bigEnd.size() - 6, 4, "\xFF\xFF\xFF\x7F");
    return {
        {"empty", ""},
        {"only a beginning", "PK\x03\x04"},
        {"cut in half", good.substr(0, good.size() / 2)},
        {"cut by one", good.substr(0, good.size() - 1)},
        {"bytes behind", good + "x"},
        {"compressed", zipped({first, {"m/data/0", kFour, 0, 8}})},
        {"encrypted", zipped({first, {"m/data/0", kFour, 1}})},
        {"wrong checksum", zipped({first, {.name = "m/data/0", .data = kFour, .wrongSum = 1}})},
        {"two of one name", zipped({first, first, {"m/data/0", kFour}})},
        {"bytes between",
         zipped({{.name = "m/data.pkl", .data = pickle, .behind = std::string(100, 'x')},
                 {"m/data/0", kFour}})},
        {"place is wrong", zipped({first, {.name = "m/data/0", .data = kFour, .wrongPlace = 9}})},
        {"place is far",
         zipped({first, {.name = "m/data/0", .data = kFour, .wrongPlace = 0x7FFFFFFF}})},
        {"more entries than there are", zipped({first, {"m/data/0", kFour}}, 60'000)},
        {"table of contents beyond", bigEnd},
        {"broken wide numbers", zipped({first, {"m/data/0", kFour}}, 0, wide.substr(0, 6))},
        {"big-endian", zipped({first, {"m/data/0", kFour}, {"m/byteorder", "big"}})},
        {"strange entry", zipped({first, {"m/data/0", kFour}, {"m/../../etc", "x"}})},
        {"two roots", zipped({first, {"n/data/0", kFour}})}};
}

std::vector<Attack> legacyAttacks() {
    const std::string pickle =
        dictOf(tensor(storage("7", 4, "ctorch\nFloatStorage\n", "N"), 0, {4}, {1}));
    const std::string keys = pickled("]" + text("7") + "a");
    const std::string data = raw(std::uint64_t{4}) + kFour;
    const std::string view =
        dictOf(tensor(storage("7", 4, "ctorch\nFloatStorage\n", numbers({0, 0, 4})), 0, {4}, {1}));
    return {
        {"legacy: 2^63 numbers", legacy(pickle, keys, raw(std::uint64_t{1} << 63U) + kFour)},
        {"legacy: count wraps", legacy(pickle, keys, raw((std::uint64_t{1} << 62U) + 4) + kFour)},
        {"legacy: too few numbers", legacy(pickle, keys, data.substr(0, 20))},
        {"legacy: bytes behind", legacy(pickle, keys, data + "x")},
        {"legacy: no keys", legacy(pickle, "", "")},
        {"legacy: key twice",
         legacy(pickle, pickled("](" + text("7") + text("7") + "e"), data + data)},
        {"legacy: unknown key", legacy(pickle, pickled("]" + text("8") + "a"), data)},
        {"legacy: a view of a view", legacy(view, keys, data)}};
}

std::string safetensor(const std::string& header, const std::string& data) {
    return raw(static_cast<std::uint64_t>(header.size())) + header + data;
}

std::vector<Attack> safetensorsAttacks() {
    const auto entry = [](const std::string& shape, const std::string& offsets) {
        return R"({"w":{"dtype":"F32","shape":)" + shape + R"(,"data_offsets":)" + offsets + "}}";
    };
    const auto two = [](const std::string& a, const std::string& b) {
        return R"({"a":{"dtype":"F32","shape":[2],"data_offsets":)" + a +
               R"(},"b":{"dtype":"F32","shape":[2],"data_offsets":)" + b + "}}";
    };
    const std::string numbersOf(16, '\0');
    return {{"st: header of 2^63", raw(std::uint64_t{1} << 63U) + "{}"},
            {"st: header of 2 MB", safetensor("{}" + std::string(2'000'000, ' '), "")},
            {"st: no JSON", safetensor("{", "")},
            {"st: nested", safetensor(repeated(R"({"a":)", 100'000), "")},
            {"st: arrays", safetensor(R"({"a":)" + repeated("[", 500'000), "")},
            {"st: overflow", safetensor(entry("[4611686018427387904,8]", "[0,16]"), numbersOf)},
            {"st: wrap", safetensor(entry("[4611686018427387904,4,4]", "[0,16]"), numbersOf)},
            {"st: below zero", safetensor(entry("[-4]", "[0,16]"), numbersOf)},
            {"st: fraction", safetensor(entry("[4.0]", "[0,16]"), numbersOf)},
            {"st: outside", safetensor(entry("[8]", "[0,32]"), numbersOf)},
            {"st: backwards", safetensor(entry("[4]", "[16,0]"), numbersOf)},
            {"st: overlap", safetensor(two("[0,8]", "[4,12]"), numbersOf.substr(4))},
            {"st: hole", safetensor(two("[0,8]", "[12,20]"), numbersOf + "1234")},
            {"st: bytes behind", safetensor(entry("[4]", "[0,16]"), numbersOf + "x")},
            {"st: name twice",
             safetensor(R"({"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]},)"
                        R"("a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}})",
                        "")},
            {"st: unknown type",
             safetensor(R"({"w":{"dtype":"C64","shape":[2],"data_offsets":[0,16]}})", numbersOf)}};
}

// Runs in a child, whose memory starts from what the parent has: how much it grew, in kB.
long growthOf(const std::function<void()>& act) {
    const auto largest = [] {
        rusage usage{};
        getrusage(RUSAGE_SELF, &usage);
        return usage.ru_maxrss;
    };
    int ends[2];
    if (pipe(ends) != 0) {
        return -1;
    }
    const pid_t child = fork();
    if (child == 0) {
        const long before = largest();
        act();
        const long growth = largest() - before;
        _exit(write(ends[1], &growth, sizeof growth) == sizeof growth ? 0 : 1);
    }
    close(ends[1]);
    long growth = -1;
    if (read(ends[0], &growth, sizeof growth) != sizeof growth) {
        growth = -1;
    }
    close(ends[0]);
    waitpid(child, nullptr, 0);
    return growth;
}

TEST(AttackFiles, AreRefusedAtOnceInLittleMemoryAndRunNothing) {
    const TempFolder folder;
    std::vector<Attack> attacks = codeAttacks((folder / "canary").string());
    for (const auto& more : {pickleAttacks(),
                             tensorAttacks(),
                             archiveAttacks(),
                             legacyAttacks(),
                             safetensorsAttacks()}) {
        attacks.insert(attacks.end(), more.begin(), more.end());
    }
    EXPECT_GE(attacks.size(), 40U);
    for (const Attack& attack : attacks) {
        const auto kept = std::make_shared<const std::string>(attack.bytes);
        const auto open = [&] {
            if (attack.name.starts_with("st:")) {
                Safetensors::parse(*kept, kept, "attack");
            } else {
                parsePth(*kept, "attack");
            }
        };
        const std::clock_t begin = std::clock();  // of this process, whatever else runs
        EXPECT_EQ(kindOfCall(open), "input") << attack.name;
        const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
        EXPECT_LT(seconds, 0.1 * test::kSlowdown) << attack.name;
        const long growth = growthOf([&] { kindOfCall(open); });
        EXPECT_GE(growth, 0) << attack.name;
        EXPECT_LT(growth, 64 * 1024) << attack.name;
    }
    EXPECT_FALSE(std::filesystem::exists(folder / "canary"));
}

// What the attacks are variations of is read: they are refused for what they change.
TEST(AttackFiles, TheirInnocentOriginalsAreRead) {
    EXPECT_EQ(parsePth(withData(dictOf(kGood)), "x").size(), 1U);
    EXPECT_EQ(
        parsePth(
            zipped({{"m/data.pkl", dictOf(kGood)}, {"m/data/0", kFour}, {"m/byteorder", "little"}}),
            "x")
            .size(),
        1U);
}

}  // namespace
}  // namespace haberdash
