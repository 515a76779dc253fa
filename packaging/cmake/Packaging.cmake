# Install rules and CPack: DEB and TGZ. packaging/linux/share mirrors the install tree; the programs and the model are
# installed where they are made (app/, resources/).
include_guard(GLOBAL)
set(TW_APP_ID org.trackwright.Trackwright)
set(tw_share ${PROJECT_SOURCE_DIR}/packaging/linux/share)

install(FILES ${PROJECT_SOURCE_DIR}/LICENSE ${PROJECT_SOURCE_DIR}/README.md ${PROJECT_SOURCE_DIR}/CHANGELOG.md
        DESTINATION ${CMAKE_INSTALL_DOCDIR})
if(TW_BUILD_UI)
  string(TIMESTAMP TW_RELEASE_DATE "%Y-%m-%d" UTC) # SOURCE_DATE_EPOCH makes it repeatable
  configure_file(${tw_share}/metainfo/${TW_APP_ID}.metainfo.xml.in ${PROJECT_BINARY_DIR}/${TW_APP_ID}.metainfo.xml @ONLY)
  install(FILES ${PROJECT_BINARY_DIR}/${TW_APP_ID}.metainfo.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
  install(FILES ${tw_share}/applications/${TW_APP_ID}.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
  install(FILES ${tw_share}/mime/packages/${TW_APP_ID}.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/mime/packages)
  install(FILES ${PROJECT_SOURCE_DIR}/resources/icons/trackwright.svg RENAME ${TW_APP_ID}.svg
          DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
endif()

if(TW_BUILD_TESTS AND TW_BUILD_CLI AND TW_WITH_TORCH AND NOT TW_SANITIZE)
  find_program(TW_APPSTREAMCLI appstreamcli)
  add_test(NAME install COMMAND ${CMAKE_COMMAND} -DBUILD_DIR=${PROJECT_BINARY_DIR} -DGUI=$<BOOL:${TW_BUILD_UI}>
                                -DAPP_ID=${TW_APP_ID} -DAPPSTREAMCLI=$<$<BOOL:${TW_APPSTREAMCLI}>:${TW_APPSTREAMCLI}>
                                -DBIN_DIR=${CMAKE_INSTALL_BINDIR} -DDATA_DIR=${CMAKE_INSTALL_DATADIR}
                                -DDOC_DIR=${CMAKE_INSTALL_DOCDIR} -P ${CMAKE_CURRENT_LIST_DIR}/CheckInstall.cmake)
  set_tests_properties(install PROPERTIES LABELS cli TIMEOUT 300)
endif()

set(CPACK_PACKAGE_NAME trackwright)
set(CPACK_PACKAGE_CONTACT "The Trackwright authors")
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_GENERATOR DEB TGZ)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libopenblas0-openmp")
set(CPACK_DEBIAN_PACKAGE_SECTION video)
include(CPack)
