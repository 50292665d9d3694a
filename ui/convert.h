// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <filesystem>
#include <string>
#include <string_view>

namespace haberdash::ui {

// The one place where the core's UTF-8 meets the window's UTF-16.
QString toQt(std::string_view text);
QString toQt(const std::string& text);
QString toQt(const char* text);
std::string fromQt(const QString& text);
QString toQt(const std::filesystem::path& path);
std::filesystem::path pathFromQt(const QString& path);

/// A figure with so many decimals as the person's language writes it: "0.0532", "0,0532".
QString figureText(double value, int decimals);

}  // namespace haberdash::ui
