# The house rules of the build: warnings, sanitizers, one static library for each folder of src.

# Programs run where they were built, too: they look for files in this checkout first. Those of a package know nothing of it.
if(LECTERN_PACKAGE)
  set(lectern_assets ${CMAKE_INSTALL_FULL_DATADIR}/lectern)
  set(lectern_build ${CMAKE_INSTALL_FULL_DATADIR}/lectern)
  add_compile_options(-ffile-prefix-map=${CMAKE_SOURCE_DIR}/=)
  add_link_options(-pie -Wl,-z,relro -Wl,-z,now)
else()
  set(lectern_assets ${CMAKE_SOURCE_DIR}/assets)
  set(lectern_build ${CMAKE_BINARY_DIR})
endif()
add_compile_definitions(_GNU_SOURCE LECTERN_VERSION="${PROJECT_VERSION}"
  LECTERN_ASSETS="${lectern_assets}"
  LECTERN_DATADIR="${CMAKE_INSTALL_FULL_DATADIR}/lectern"
  LECTERN_LOCALEDIR="${CMAKE_INSTALL_FULL_LOCALEDIR}"
  LECTERN_LIBEXECDIR="${CMAKE_INSTALL_FULL_LIBEXECDIR}/lectern"
  LECTERN_BUILD="${lectern_build}")

set(lectern_warnings -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes
  -Wmissing-prototypes -Wunused-result -Werror)

if(LECTERN_ASAN)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=undefined
    -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
  add_compile_definitions(LECTERN_SANITIZER=1)
endif()
if(LECTERN_TSAN)
  add_compile_options(-fsanitize=thread -fno-omit-frame-pointer)
  add_link_options(-fsanitize=thread)
  add_compile_definitions(LECTERN_SANITIZER=1)
endif()
if(LECTERN_COVERAGE)
  add_compile_options(--coverage -fprofile-update=atomic)
  add_link_options(--coverage -Wl,--wrap=_exit -Wl,--wrap=seccomp_load -Wl,--wrap=setrlimit)
  add_library(lectern_ends OBJECT ${CMAKE_SOURCE_DIR}/tests/coverage/ends.c)
  target_include_directories(lectern_ends PRIVATE ${CMAKE_SOURCE_DIR}/src)
  link_libraries($<TARGET_OBJECTS:lectern_ends>)
endif()
if(LECTERN_ANALYZER) # gcc's, in 12: realloc of what a struct holds counts as a leak, and what is copied as a whole as unset
  add_compile_options(-fanalyzer -Wno-analyzer-malloc-leak -Wno-analyzer-use-of-uninitialized-value)
endif()
if(LECTERN_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

# lectern_library(FOLDER LINKS lib...): src/FOLDER/*.c as the static library lectern_FOLDER.
function(lectern_library folder)
  cmake_parse_arguments(arg "" "" "LINKS;EXCLUDE" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${folder}/*.c)
  foreach(name ${arg_EXCLUDE})
    list(REMOVE_ITEM sources ${CMAKE_SOURCE_DIR}/src/${folder}/${name})
  endforeach()
  if(NOT sources)
    add_library(lectern_${folder} INTERFACE)
    target_include_directories(lectern_${folder} INTERFACE ${CMAKE_SOURCE_DIR}/src)
    target_link_libraries(lectern_${folder} INTERFACE ${arg_LINKS})
    return()
  endif()
  add_library(lectern_${folder} STATIC ${sources})
  target_include_directories(lectern_${folder} PUBLIC ${CMAKE_SOURCE_DIR}/src)
  target_compile_options(lectern_${folder} PRIVATE ${lectern_warnings})
  target_link_libraries(lectern_${folder} PUBLIC ${arg_LINKS})
endfunction()
