# SPDX-License-Identifier: GPL-3.0-or-later
# What the window carries with it: icons, themes, guide, translations.
set(haberdash_icons
    ../resources/icons/arrow-down.svg
    ../resources/icons/arrow-up.svg
    ../resources/icons/bag.svg
    ../resources/icons/cart.svg
    ../resources/icons/catalog.svg
    ../resources/icons/chart.svg
    ../resources/icons/check.svg
    ../resources/icons/chevron-down.svg
    ../resources/icons/chevron-left.svg
    ../resources/icons/chevron-right.svg
    ../resources/icons/chevron-up.svg
    ../resources/icons/close.svg
    ../resources/icons/compare.svg
    ../resources/icons/copy.svg
    ../resources/icons/dislike.svg
    ../resources/icons/evaluate.svg
    ../resources/icons/export.svg
    ../resources/icons/eye.svg
    ../resources/icons/filter.svg
    ../resources/icons/folder.svg
    ../resources/icons/fullscreen.svg
    ../resources/icons/good.svg
    ../resources/icons/grid.svg
    ../resources/icons/haberdash.svg
    ../resources/icons/heart.svg
    ../resources/icons/help.svg
    ../resources/icons/history.svg
    ../resources/icons/image-corrupt.svg
    ../resources/icons/image-missing.svg
    ../resources/icons/image-none.svg
    ../resources/icons/image.svg
    ../resources/icons/import.svg
    ../resources/icons/info.svg
    ../resources/icons/inspector.svg
    ../resources/icons/jobs.svg
    ../resources/icons/keyboard.svg
    ../resources/icons/label.svg
    ../resources/icons/like.svg
    ../resources/icons/list.svg
    ../resources/icons/map.svg
    ../resources/icons/minus.svg
    ../resources/icons/more.svg
    ../resources/icons/needle.svg
    ../resources/icons/pause.svg
    ../resources/icons/people.svg
    ../resources/icons/persona.svg
    ../resources/icons/pin.svg
    ../resources/icons/play.svg
    ../resources/icons/plus.svg
    ../resources/icons/problem.svg
    ../resources/icons/recommend.svg
    ../resources/icons/refresh.svg
    ../resources/icons/search.svg
    ../resources/icons/session.svg
    ../resources/icons/settings.svg
    ../resources/icons/similar.svg
    ../resources/icons/sort.svg
    ../resources/icons/spool.svg
    ../resources/icons/star.svg
    ../resources/icons/stop.svg
    ../resources/icons/table.svg
    ../resources/icons/tag.svg
    ../resources/icons/text.svg
    ../resources/icons/train.svg
    ../resources/icons/trash.svg
    ../resources/icons/undo.svg
    ../resources/icons/warning.svg
    ../resources/icons/window.svg
    ../resources/icons/zoom-in.svg
)
set(haberdash_themes
    ../resources/themes/check-dark.svg
    ../resources/themes/check-light.svg
    ../resources/themes/dash-dark.svg
    ../resources/themes/dash-light.svg
    ../resources/themes/down-dark.svg
    ../resources/themes/down-light.svg
    ../resources/themes/haberdash.qss
    ../resources/themes/radio-dark.svg
    ../resources/themes/radio-light.svg
    ../resources/themes/right-dark.svg
    ../resources/themes/right-light.svg
    ../resources/themes/up-dark.svg
    ../resources/themes/up-light.svg
)
set(haberdash_guide
    ../resources/guide/guide.de.md
    ../resources/guide/guide.en.md
)
qt_add_resources(haberdash_ui icons PREFIX "/icons" BASE ../resources/icons FILES ${haberdash_icons})
qt_add_resources(haberdash_ui art PREFIX "/art" BASE ../resources/art FILES ../resources/art/welcome.svg)
qt_add_resources(haberdash_ui themes PREFIX "/themes" BASE ../resources/themes FILES ${haberdash_themes})
qt_add_resources(haberdash_ui guide PREFIX "/guide" BASE ../resources/guide FILES ${haberdash_guide})

# English needs a file for its plurals only.
qt_add_lrelease(haberdash_ui
    TS_FILES ../translations/haberdash_de.ts ../translations/haberdash_en.ts
    QM_FILES_OUTPUT_VARIABLE haberdash_qm)
qt_add_resources(haberdash_ui translations
    PREFIX "/translations" BASE ${CMAKE_CURRENT_BINARY_DIR} FILES ${haberdash_qm})

# Brings the .ts files up to the texts in the source; a person runs it after changing texts.
add_custom_target(update_translations
    COMMAND ${QT_CMAKE_EXPORT_NAMESPACE}::lupdate -silent -locations none -no-obsolete
            ${CMAKE_SOURCE_DIR}/ui ${CMAKE_SOURCE_DIR}/app/window -I ${CMAKE_SOURCE_DIR}
            -ts ${CMAKE_SOURCE_DIR}/translations/haberdash_de.ts
    COMMAND ${QT_CMAKE_EXPORT_NAMESPACE}::lupdate -silent -locations none -no-obsolete -pluralonly
            ${CMAKE_SOURCE_DIR}/ui ${CMAKE_SOURCE_DIR}/app/window -I ${CMAKE_SOURCE_DIR}
            -ts ${CMAKE_SOURCE_DIR}/translations/haberdash_en.ts
    WORKING_DIRECTORY ${CMAKE_SOURCE_DIR} VERBATIM)
