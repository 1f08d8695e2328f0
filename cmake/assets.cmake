# What the programs read as it stands, installed where base/file looks for it.
install(FILES assets/theme.ini assets/compose DESTINATION ${CMAKE_INSTALL_DATADIR}/lectern)
install(DIRECTORY assets/x11 DESTINATION ${CMAKE_INSTALL_DATADIR}/lectern)
foreach(folder lexicon glossary)
  install(DIRECTORY assets/${folder} DESTINATION ${CMAKE_INSTALL_DATADIR}/lectern
    FILES_MATCHING PATTERN "*.tsv")
endforeach()
