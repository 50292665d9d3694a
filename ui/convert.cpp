// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/convert.h"

#include <QFile>
#include <QLocale>

namespace haberdash::ui {

QString toQt(const std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString toQt(const std::string& text) {
    return toQt(std::string_view(text));
}

QString toQt(const char* text) {
    return toQt(std::string_view(text));
}

std::string fromQt(const QString& text) {
    const QByteArray utf8 = text.toUtf8();
    return {utf8.constData(), static_cast<std::size_t>(utf8.size())};
}

QString toQt(const std::filesystem::path& path) {
    return QFile::decodeName(QByteArray::fromStdString(path.string()));
}

std::filesystem::path pathFromQt(const QString& path) {
    return QFile::encodeName(path).toStdString();
}

QString figureText(const double value, const int decimals) {
    return QLocale().toString(value, 'f', decimals);
}

}  // namespace haberdash::ui
