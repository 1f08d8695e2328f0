# Builds for a 64-bit Raspberry Pi against a sysroot of Debian 13, which board/arm64/sysroot makes in build/arm64-sysroot.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
set(CMAKE_SYSROOT ${CMAKE_CURRENT_LIST_DIR}/../../build/arm64-sysroot)
get_filename_component(CMAKE_SYSROOT ${CMAKE_SYSROOT} ABSOLUTE)
set(CMAKE_C_COMPILER aarch64-linux-gnu-gcc)
set(CMAKE_LIBRARY_ARCHITECTURE aarch64-linux-gnu)

set(CMAKE_FIND_ROOT_PATH ${CMAKE_SYSROOT})
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(ENV{PKG_CONFIG_SYSROOT_DIR} ${CMAKE_SYSROOT})
set(ENV{PKG_CONFIG_LIBDIR}
  ${CMAKE_SYSROOT}/usr/lib/aarch64-linux-gnu/pkgconfig:${CMAKE_SYSROOT}/usr/share/pkgconfig)

# The sysroot's headers and C library go before the compiler's own, which are Debian 12's; and libraries name others that must be found there
# too.
set(headers "${CMAKE_SYSROOT}/usr/include")
set(libraries "${CMAKE_SYSROOT}/usr/lib/aarch64-linux-gnu")
set(CMAKE_C_FLAGS_INIT "-isystem \"${headers}/aarch64-linux-gnu\" -isystem \"${headers}\"")
set(CMAKE_EXE_LINKER_FLAGS_INIT "-L\"${libraries}\" -B\"${libraries}\" -Wl,-rpath-link,\"${libraries}\"")
set(CMAKE_CROSSCOMPILING_EMULATOR qemu-aarch64-static -L ${CMAKE_SYSROOT})

# For a package: its architecture, and the libraries that it depends on, which are the sysroot's.
set(LECTERN_DEBIAN_ARCHITECTURE arm64)
set(LECTERN_SHLIBDEPS ${CMAKE_CURRENT_LIST_DIR}/shlibdeps)
