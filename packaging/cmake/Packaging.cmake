# Install rules and CPack: DEB and TGZ.
include_guard(GLOBAL)
set(CPACK_PACKAGE_NAME trackwright)
set(CPACK_PACKAGE_CONTACT "The Trackwright authors")
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_GENERATOR DEB TGZ)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libopenblas0-openmp")
include(CPack)
