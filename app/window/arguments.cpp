// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/arguments.h"

#include <QStringList>

#include <cstdio>
#include <functional>
#include <map>

namespace haberdash::ui {

namespace {

constexpr const char* kHelp =
    "Usage: haberdash [PROJECT] [options]\n"
    "\n"
    "  --screenshot VIEW   draw a view of the project into a picture and leave; VIEW is catalog,\n"
    "                      recommend, label, sessions, train, evaluate, first-run, palette, keys,\n"
    "                      preferences, import, guide\n"
    "  --to FILE.png       the picture\n"
    "  --size 1440x900     the window's size\n"
    "  --scale 2           device pixels a pixel\n"
    "  --select ID         the product that is chosen in the picture\n"
    "  --audience KEY      the shopper or persona that is chosen in the picture\n"
    "  --theme light|dark  instead of the one in the preferences\n"
    "  --zoom 150          percent, 80 to 200\n"
    "  --language de       instead of the one in the preferences\n"
    "  --measure-start     tell when the window is painted and when it is settled, and leave\n"
    "  --help, --version\n"
    "\n"
    "Example: haberdash spring.hab --screenshot catalog --to catalog.png --theme dark\n";

bool setSize(Arguments& arguments, const QString& value) {
    const QStringList parts = value.split(QLatin1Char('x'));
    constexpr int kLeast = 320;
    constexpr int kMost = 10'000;
    if (parts.size() != 2) {
        return false;
    }
    arguments.size = QSize(parts[0].toInt(), parts[1].toInt());
    return arguments.size.width() >= kLeast && arguments.size.height() >= kLeast &&
           arguments.size.width() <= kMost && arguments.size.height() <= kMost;
}

bool setTheme(Arguments& arguments, const QString& value) {
    if (value == QLatin1String("light")) {
        arguments.theme = ThemeMode::Light;
    } else if (value == QLatin1String("dark")) {
        arguments.theme = ThemeMode::Dark;
    }
    return arguments.theme.has_value();
}

bool setZoom(Arguments& arguments, const QString& value) {
    const int percent = value.toInt();
    arguments.zoom = percent / 100.0;
    return percent >= 80 && percent <= 200;
}

bool setScale(Arguments& arguments, const QString& value) {
    arguments.scale = value;
    const double factor = value.toDouble();
    return factor >= 0.5 && factor <= 4;
}

using Setter = std::function<bool(Arguments&, const QString&)>;

const std::map<QString, Setter>& setters() {
    static const std::map<QString, Setter> all{{QStringLiteral("--screenshot"),
                                                [](Arguments& a, const QString& v) {
                                                    a.view = v;
                                                    return !v.isEmpty();
                                                }},
                                               {QStringLiteral("--to"),
                                                [](Arguments& a, const QString& v) {
                                                    a.to = v;
                                                    return !v.isEmpty();
                                                }},
                                               {QStringLiteral("--language"),
                                                [](Arguments& a, const QString& v) {
                                                    a.language = v;
                                                    return !v.isEmpty();
                                                }},
                                               {QStringLiteral("--select"),
                                                [](Arguments& a, const QString& v) {
                                                    a.select = v;
                                                    return !v.isEmpty();
                                                }},
                                               {QStringLiteral("--audience"),
                                                [](Arguments& a, const QString& v) {
                                                    a.audience = v;
                                                    return !v.isEmpty();
                                                }},
                                               {QStringLiteral("--size"), setSize},
                                               {QStringLiteral("--theme"), setTheme},
                                               {QStringLiteral("--zoom"), setZoom},
                                               {QStringLiteral("--scale"), setScale}};
    return all;
}

}  // namespace

std::optional<Arguments> readArguments(const int argc, char** argv, QString* complaint) {
    Arguments arguments;
    for (int i = 1; i < argc; ++i) {
        const QString word = QString::fromLocal8Bit(argv[i]);
        const auto setter = setters().find(word);
        if (word == QLatin1String("--help") || word == QLatin1String("-h")) {
            arguments.wantsHelp = true;
        } else if (word == QLatin1String("--version")) {
            arguments.wantsVersion = true;
        } else if (word == QLatin1String("--measure-start")) {
            arguments.measuresStart = true;
        } else if (setter != setters().end()) {
            const QString value = i + 1 < argc ? QString::fromLocal8Bit(argv[++i]) : QString();
            if (!setter->second(arguments, value)) {
                *complaint =
                    QStringLiteral("%1 cannot be \"%2\"; see haberdash --help.").arg(word, value);
                return std::nullopt;
            }
        } else if (word.startsWith(QLatin1Char('-')) || !arguments.project.isEmpty()) {
            *complaint =
                QStringLiteral("\"%1\" is not understood; see haberdash --help.").arg(word);
            return std::nullopt;
        } else {
            arguments.project = word;
        }
    }
    if (arguments.isScreenshot() != !arguments.to.isEmpty()) {
        *complaint = QStringLiteral(
            "--screenshot VIEW and --to FILE.png go together; see haberdash --help.");
        return std::nullopt;
    }
    return arguments;
}

int complain(const QString& complaint) {
    std::fprintf(stderr, "haberdash: %s\n", complaint.toLocal8Bit().constData());
    constexpr int kWordsAreOff = 2;
    return kWordsAreOff;
}

int printAbout(const Arguments& arguments) {
    std::fputs(arguments.wantsVersion ? "haberdash " HABERDASH_VERSION "\n" : kHelp, stdout);
    return 0;
}

}  // namespace haberdash::ui
