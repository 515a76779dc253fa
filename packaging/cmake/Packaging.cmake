# Install rules and CPack (DEB; packaging/package makes the rest). packaging/linux/share mirrors the install tree; the programs and the model are
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

# What Debian's policy wants of a package: terms and history beside the documentation
set(TW_MAINTAINER "The Trackwright authors <authors@trackwright.org>")
string(TIMESTAMP TW_RELEASE_DATE_RFC "%a, %d %b %Y %H:%M:%S +0000" UTC)
set(tw_debian ${PROJECT_SOURCE_DIR}/packaging/linux/debian)
configure_file(${tw_debian}/changelog.in ${PROJECT_BINARY_DIR}/debian/changelog @ONLY)
find_program(TW_GZIP gzip REQUIRED)
execute_process(COMMAND ${TW_GZIP} -9nf ${PROJECT_BINARY_DIR}/debian/changelog COMMAND_ERROR_IS_FATAL ANY)
install(FILES ${tw_debian}/copyright ${PROJECT_BINARY_DIR}/debian/changelog.gz DESTINATION ${CMAKE_INSTALL_DOCDIR})

set(CPACK_PACKAGE_NAME trackwright)
set(CPACK_PACKAGE_CONTACT "${TW_MAINTAINER}")
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_GENERATOR DEB)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libopenblas0-openmp, fonts-dejavu-core")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "qt6-wayland, qt6-xdgdesktopportal-platformtheme, qt6-translations-l10n")
set(CPACK_DEBIAN_PACKAGE_SECTION video)
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION "Trackwright tracks people in a video with FairMOT networks, shows the tracks
on a timeline, and lets a person correct identities with one key each. It
writes MOTChallenge ground truth that evaluators and trainers accept, and
trains networks on what was corrected. trackwright-cli does the same without
a display.")
include(CPack)
