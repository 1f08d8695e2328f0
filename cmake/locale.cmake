# The catalogues of the interface: assets/locale/LANG.po into locale/LANG/LC_MESSAGES/lectern.mo of the build, and installed. With the
# tests come two pseudo-locales, made from lectern.pot.
find_program(MSGFMT msgfmt REQUIRED)
set(locale_sources ${CMAKE_SOURCE_DIR}/assets/locale)

# lectern_catalogue(LANG PO): the catalogue of one language.
function(lectern_catalogue lang po)
  set(folder ${CMAKE_BINARY_DIR}/locale/${lang}/LC_MESSAGES)
  add_custom_command(OUTPUT ${folder}/lectern.mo
    COMMAND ${CMAKE_COMMAND} -E make_directory ${folder}
    COMMAND ${MSGFMT} --check -o ${folder}/lectern.mo ${po}
    DEPENDS ${po} VERBATIM)
  set_property(GLOBAL APPEND PROPERTY lectern_catalogues ${folder}/lectern.mo)
endfunction()

file(GLOB catalogues CONFIGURE_DEPENDS ${locale_sources}/*.po)
foreach(po ${catalogues})
  get_filename_component(lang ${po} NAME_WE)
  lectern_catalogue(${lang} ${po})
  install(FILES ${CMAKE_BINARY_DIR}/locale/${lang}/LC_MESSAGES/lectern.mo
    DESTINATION ${CMAKE_INSTALL_LOCALEDIR}/${lang}/LC_MESSAGES)
endforeach()

if(LECTERN_TESTS)
  foreach(lang en_XA ar_XB)
    set(po ${CMAKE_BINARY_DIR}/pseudo/${lang}.po)
    add_custom_command(OUTPUT ${po}
      COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_BINARY_DIR}/pseudo
      COMMAND ${locale_sources}/pseudo ${lang} > ${po}
      DEPENDS ${locale_sources}/pseudo ${locale_sources}/lectern.pot VERBATIM)
    lectern_catalogue(${lang} ${po})
  endforeach()
endif()

get_property(catalogues GLOBAL PROPERTY lectern_catalogues)
add_custom_target(locale ALL DEPENDS ${catalogues})
add_dependencies(lectern_ui locale) # a program or test that shows words finds them in its own build
