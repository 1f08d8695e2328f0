# The libraries we stand on, all from Debian. Each is linked only into the folder that may name it.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
link_libraries(m) # the C library's mathematics: any folder may use it
pkg_check_modules(SDL2 REQUIRED IMPORTED_TARGET sdl2)
pkg_check_modules(SDL2_TTF REQUIRED IMPORTED_TARGET SDL2_ttf)
pkg_check_modules(X11 REQUIRED IMPORTED_TARGET x11 xext)
pkg_check_modules(ICU REQUIRED IMPORTED_TARGET icu-uc icu-i18n)
pkg_check_modules(ESPEAK REQUIRED IMPORTED_TARGET espeak-ng)
pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(SECCOMP REQUIRED IMPORTED_TARGET libseccomp)
pkg_check_modules(QRENCODE REQUIRED IMPORTED_TARGET libqrencode)
pkg_check_modules(INIH REQUIRED IMPORTED_TARGET inih)
pkg_check_modules(ZLIB REQUIRED IMPORTED_TARGET zlib)
pkg_check_modules(SYSTEMD REQUIRED IMPORTED_TARGET libsystemd)

# MuPDF: Debian 12 has only a static library whose pkg-config file is wrong; Debian 13 has a shared one.
add_library(lectern_mupdf INTERFACE)
find_library(MUPDF_LIBRARY NAMES mupdf REQUIRED)
find_library(MUPDF_THIRD_LIBRARY NAMES mupdf-third)
if(MUPDF_LIBRARY MATCHES "\\.a$")
  target_link_libraries(lectern_mupdf INTERFACE ${MUPDF_LIBRARY} ${MUPDF_THIRD_LIBRARY}
    freetype harfbuzz gumbo openjp2 mujs jbig2dec jpeg z m)
else()
  target_link_libraries(lectern_mupdf INTERFACE ${MUPDF_LIBRARY})
endif()
