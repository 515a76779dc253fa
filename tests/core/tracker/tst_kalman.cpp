// The filter against stored vectors of the published program and against 8 x 8 algebra.

#include "core/math/rng.h"
#include "core/tracker/kalman.h"

#include <nlohmann/json.hpp>

#include <Eigen/Cholesky>
#include <Eigen/Core>

#include <QTest>

#include <cmath>
#include <fstream>

using namespace tw::tracker;

namespace {

using Vector8 = Eigen::Matrix<double, 8, 1>;
using Matrix8 = Eigen::Matrix<double, 8, 8>;
using Vector4 = Eigen::Matrix<double, 4, 1>;
using Matrix4 = Eigen::Matrix<double, 4, 4>;

// The filter as it is written in the papers.
struct DenseFilter {
    Vector8 mean = Vector8::Zero();
    Matrix8 covariance = Matrix8::Zero();

    static Matrix8 diagonal(double p, double v, double h, double aspect, double aspectVelocity)
    {
        Vector8 d;
        d << p * h, p * h, aspect, p * h, v * h, v * h, aspectVelocity, v * h;
        return d.cwiseAbs2().asDiagonal();
    }
    explicit DenseFilter(const Measurement& z)
    {
        mean.head<4>() = Vector4(z.data());
        covariance = diagonal(2.0 / 20, 10.0 / 160, z[3], 1e-2, 1e-5);
    }
    void predict()
    {
        Matrix8 f = Matrix8::Identity();
        f.topRightCorner<4, 4>().setIdentity();
        const Matrix8 q = diagonal(1.0 / 20, 1.0 / 160, mean[3], 1e-2, 1e-5);
        mean = (f * mean).eval();
        covariance = (f * covariance * f.transpose()).eval() + q;
    }
    Matrix4 innovation() const
    {
        const double p = mean[3] / 20;
        const Vector4 r(p, p, 1e-1, p);
        return covariance.topLeftCorner<4, 4>() + Matrix4(r.cwiseAbs2().asDiagonal());
    }
    double gate(const Measurement& z) const
    {
        const Vector4 d = Vector4(z.data()) - mean.head<4>();
        return d.dot(innovation().llt().solve(d));
    }
    void update(const Measurement& z)
    {
        const Matrix4 s = innovation();
        const Eigen::Matrix<double, 8, 4> k = s.llt().solve(covariance.topRows<4>()).transpose();
        const Vector4 d = Vector4(z.data()) - mean.head<4>();
        mean += k * d;
        covariance -= k * s * k.transpose();
    }
};

bool near(double a, double b, double relative)
{
    return std::abs(a - b) <= relative * std::max({1.0, std::abs(a), std::abs(b)});
}

double gateDistance(const KalmanBox& filter, const Measurement& z, int dimensions = 4)
{
    const auto deviation = filter.innovationDeviation({});
    double sum = 0;
    for (int k = 0; k < dimensions; ++k)
        sum += std::pow((z[static_cast<std::size_t>(k)] - filter.position()[static_cast<std::size_t>(k)]) /
                            deviation[static_cast<std::size_t>(k)],
                        2);
    return sum;
}

bool sameState(const KalmanBox& filter, const Vector8& mean, const Matrix8& covariance, double tolerance)
{
    for (Eigen::Index i = 0; i < 8; ++i) {
        const auto k = static_cast<std::size_t>(i % 4);
        if (!near(i < 4 ? filter.position()[k] : filter.velocity()[k], mean[i], tolerance))
            return false;
        for (Eigen::Index j = 0; j < 8; ++j) {
            const KalmanBox::Covariance& c = filter.covariance()[k];
            double ours = 0;
            if (i % 4 == j % 4)
                ours = i != j ? c.cross : i < 4 ? c.position : c.velocity;
            if (!near(ours, covariance(i, j), tolerance))
                return false;
        }
    }
    return true;
}

} // namespace

class TestKalman : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equalsDenseAlgebra()
    {
        tw::math::Rng rng(4);
        for (int round = 0; round < 50; ++round) {
            Measurement z{rng.uniform(-50, 2000), rng.uniform(-50, 1000), rng.uniform(0.2, 3), rng.uniform(5, 600)};
            KalmanBox filter(z, {});
            DenseFilter dense(z);
            QVERIFY(sameState(filter, dense.mean, dense.covariance, 1e-14));
            for (int step = 0; step < 60; ++step) {
                filter.predict({});
                dense.predict();
                QVERIFY(sameState(filter, dense.mean, dense.covariance, 1e-10));
                z = {z[0] + rng.normal(2, 3), z[1] + rng.normal(0, 3), z[2] * rng.uniform(0.95, 1.05),
                     z[3] * rng.uniform(0.97, 1.03)};
                QVERIFY(near(gateDistance(filter, z), dense.gate(z), 1e-9));
                if (rng.chance(0.7)) {
                    filter.update(z, {});
                    dense.update(z);
                    QVERIFY(sameState(filter, dense.mean, dense.covariance, 1e-10));
                } else if (rng.chance(0.5)) {
                    filter.stopGrowing();
                    dense.mean[7] = 0;
                }
            }
        }
    }

    void boxAndMeasurementAreInverse()
    {
        const tw::Box box{10, 20, 30, 60};
        const KalmanBox filter(measurementOf(box), {});
        QCOMPARE(measurementOf(box), (Measurement{25, 50, 0.5, 60}));
        QCOMPARE(filter.box(), box);
    }

    void equalsThePublishedProgram()
    {
        std::ifstream file(std::string(qgetenv("TW_SHARED").constData()) + "/golden/fairmot_tracker.json");
        if (!file)
            QSKIP("reference data not present");
        const auto golden = nlohmann::json::parse(file).at("kalman");
        const auto vector = [&](const char* key) { return golden.at(key).get<std::vector<double>>(); };
        const auto matches = [&](const KalmanBox& filter, const char* meanKey, const char* covarianceKey) {
            const auto mean = vector(meanKey);
            const auto rows = golden.at(covarianceKey).get<std::vector<std::vector<double>>>();
            Matrix8 covariance;
            for (Eigen::Index i = 0; i < 8; ++i)
                for (Eigen::Index j = 0; j < 8; ++j)
                    covariance(i, j) = rows[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)];
            return sameState(filter, Vector8(mean.data()), covariance, 1e-12);
        };
        const auto diagonalMatches = [&](const KalmanBox& filter, const char* key) {
            const auto diagonal = vector(key);
            for (std::size_t k = 0; k < 4; ++k)
                if (!near(filter.covariance()[k].position, diagonal[k], 1e-12) ||
                    !near(filter.covariance()[k].velocity, diagonal[k + 4], 1e-12))
                    return false;
            return true;
        };
        Measurement z;
        std::copy_n(vector("init_meas").begin(), 4, z.begin());
        KalmanBox filter(z, {});
        QVERIFY(diagonalMatches(filter, "init_cov_diag"));
        filter.predict({});
        QVERIFY(matches(filter, "pred_mean", "pred_cov"));
        const auto gates = golden.at("gate_meas").get<std::vector<Measurement>>();
        QCOMPARE(gates.size(), std::size_t{3});
        for (std::size_t i = 0; i < gates.size(); ++i) {
            QVERIFY(near(gateDistance(filter, gates[i]), vector("gate_d2")[i], 1e-12));
            QVERIFY(near(gateDistance(filter, gates[i], 2), vector("gate_d2_pos_only")[i], 1e-12));
        }
        filter.update(gates.front(), {});
        QVERIFY(matches(filter, "upd_mean", "upd_cov"));
        filter.predict({});
        const auto mean = vector("pred2_mean");
        for (std::size_t k = 0; k < 4; ++k)
            QVERIFY(near(filter.position()[k], mean[k], 1e-12) && near(filter.velocity()[k], mean[k + 4], 1e-12));
        QVERIFY(diagonalMatches(filter, "pred2_cov_diag"));
    }
};

QTEST_GUILESS_MAIN(TestKalman)
#include "tst_kalman.moc"
