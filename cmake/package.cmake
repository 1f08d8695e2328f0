# What is installed beside the programs, and the Debian package (./dev deb).

file(GLOB manual CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/board/man/*.[1-8])
set(settings_page ${CMAKE_BINARY_DIR}/man/lectern.ini.5)
set(pages ${settings_page}.gz)
add_custom_command(OUTPUT ${settings_page}.gz
  COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_BINARY_DIR}/man
  COMMAND ${CMAKE_SOURCE_DIR}/board/man/ini-page ${CMAKE_SOURCE_DIR}/board/lectern.ini > ${settings_page}
  COMMAND gzip -9nf ${settings_page}
  DEPENDS ${CMAKE_SOURCE_DIR}/board/man/ini-page ${CMAKE_SOURCE_DIR}/board/lectern.ini VERBATIM)
foreach(page ${manual})
  get_filename_component(name ${page} NAME)
  add_custom_command(OUTPUT ${CMAKE_BINARY_DIR}/man/${name}.gz
    COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_BINARY_DIR}/man
    COMMAND gzip -9nc ${page} > ${CMAKE_BINARY_DIR}/man/${name}.gz
    DEPENDS ${page} VERBATIM)
  list(APPEND pages ${CMAKE_BINARY_DIR}/man/${name}.gz)
endforeach()
add_custom_target(pages ALL DEPENDS ${pages})
foreach(page ${pages})
  string(REGEX REPLACE ".*\\.([1-8])\\.gz$" "\\1" part ${page})
  install(FILES ${page} DESTINATION ${CMAKE_INSTALL_MANDIR}/man${part})
endforeach()

install(DIRECTORY assets/samples/library DESTINATION ${CMAKE_INSTALL_DATADIR}/lectern/samples)
install(FILES board/completion/lectern DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES board/lectern.ini DESTINATION ${CMAKE_INSTALL_DATADIR}/lectern)

if(NOT LECTERN_PACKAGE)
  install(FILES board/lectern.ini DESTINATION ${CMAKE_INSTALL_FULL_SYSCONFDIR}/lectern)
  return()
endif()

# How a stick comes in, and root's side of the one way up: board/README.md.
file(GLOB units CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/board/systemd/*)
install(FILES ${units} DESTINATION ${CMAKE_INSTALL_PREFIX}/lib/systemd/system)
install(FILES board/udev/70-lectern-stick.rules DESTINATION ${CMAKE_INSTALL_PREFIX}/lib/udev/rules.d)
install(FILES board/tmpfiles/lectern.conf DESTINATION ${CMAKE_INSTALL_PREFIX}/lib/tmpfiles.d)
install(DIRECTORY board/guard/ DESTINATION ${CMAKE_INSTALL_DATADIR}/lectern/board)
file(GLOB roots_side CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/board/lib/*)
install(PROGRAMS ${roots_side} DESTINATION ${CMAKE_INSTALL_LIBEXECDIR}/lectern)

# What Debian's policy asks of a package beside its files.
set(debian ${CMAKE_BINARY_DIR}/debian)
file(MAKE_DIRECTORY ${debian})
execute_process(COMMAND gzip -9nc ${CMAKE_SOURCE_DIR}/board/debian/changelog OUTPUT_FILE ${debian}/changelog.Debian.gz)
install(FILES board/debian/copyright ${debian}/changelog.Debian.gz
  DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/lectern)

# A package is for one release, this machine's or the sysroot's: both name their libraries differently.
file(STRINGS ${CMAKE_SYSROOT}/etc/os-release release REGEX "^VERSION_ID=")
string(REGEX REPLACE "[^0-9]" "" release "${release}")

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME lectern)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_CONTACT "The Lectern team <lectern@example.org>")
set(CPACK_PACKAGING_INSTALL_PREFIX ${CMAKE_INSTALL_PREFIX})
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE
  WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1~deb${release})
set(CPACK_DEBIAN_PACKAGE_SECTION misc)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
if(CMAKE_CROSSCOMPILING)
  set(CPACK_DEBIAN_PACKAGE_ARCHITECTURE ${LECTERN_DEBIAN_ARCHITECTURE})
  file(WRITE ${debian}/cpack.cmake "set(SHLIBDEPS_EXECUTABLE ${LECTERN_SHLIBDEPS})\n")
  set(CPACK_PROJECT_CONFIG_FILE ${debian}/cpack.cmake)
endif()
set(CPACK_DEBIAN_PACKAGE_DEPENDS "espeak-ng-data, fonts-dejavu-core, fonts-material-design-icons-iconfont, \
fonts-noto-core, fonts-opendyslexic, fonts-sil-andika, libespeak-ng1, libqrencode4, libsodium23, adduser")
# Beside them, what a kiosk on a board needs for sticks and the clock.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "systemd, udev, util-linux-extra")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "minisign")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION "accessible reading kiosk, by eye, by ear and by hand
Lectern shows and reads aloud campaign briefings and Easy Read documents at
events, offline, on a touchscreen: in large text with strong contrast, with
each word lit as it sounds, and by touch, keypad or a single switch. Staff put
new PDF, EPUB and Word documents on it from a USB stick.
.
Installing it changes nothing that shows. 'systemctl enable --now lectern'
makes the machine a kiosk.")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
foreach(script preinst postinst prerm postrm)
 if(EXISTS ${CMAKE_SOURCE_DIR}/board/debian/${script})
   list(APPEND CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${CMAKE_SOURCE_DIR}/board/debian/${script})
 endif()
endforeach()
include(CPack)
