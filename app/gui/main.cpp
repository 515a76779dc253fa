#include "app/gui/application.h"

int main(int argc, char** argv)
{
    return tw::app::Application(argc, argv).run();
}
