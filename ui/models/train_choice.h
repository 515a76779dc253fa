#pragma once
// What a person chooses for a training, kept in the settings and beside the run so that it can go on later. A value.

#include "core/pipeline/train_model.h"
#include "core/pipeline/usual_model.h"
#include "ui/bridge/qt_convert.h"

#include <QJsonObject>
#include <QSettings>
#include <QString>
#include <QStringList>

namespace tw::ui {

struct TrainChoice {
    enum class Recipe { FineTune, Full };

    bool useProject = true;
    bool everyBox = false;                       // of the project: also what is not verified
    QStringList folders;                         // sequences in MOTChallenge layout, label lists, other projects
    QString init = toQt(pipeline::usualModel()); // an installed model, a weights file; empty: random weights
    Recipe recipe = Recipe::FineTune;
    bool byTime = true;
    double minutes = 15; // when byTime
    int epochs = 4;      // otherwise
    int width = 0;       // of the network's input; 0: the recipe's
    int height = 0;
    int batch = 0;                               // 0: the recipe's
    QString sampling = QStringLiteral("center"); // where identities are read: training::TrainOptions::identityAt
    QString balance = QStringLiteral("uncertainty-task"); // of the losses: training::LossOptions::balance
    int embedding = 0;                                    // numbers in an embedding; 0: the network's
    QString device = QStringLiteral("cpu");
    QString out;     // the run folder
    QString project; // project file the frames came from, when useProject

    void load(const QSettings& settings);
    void save(QSettings& settings) const; // not `out` and `project`, which belong to one run
    QJsonObject toJson() const;
    static TrainChoice fromJson(const QJsonObject& json);

    // The request, but for data and hooks. Reads the weights file to know its network: not on the GUI thread.
    // Errors: NotFound (an installed model that is not there), of the weights file, of the options.
    Result<training::TrainRequest> request() const;

    friend bool operator==(const TrainChoice&, const TrainChoice&) = default;
};

} // namespace tw::ui
