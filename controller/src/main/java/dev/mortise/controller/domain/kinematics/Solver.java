package dev.mortise.controller.domain.kinematics;

/**
 * Which small steps of the axes bring the tool where it is wanted: least squares with a little damping (Levenberg, Marquardt), so that
 * near a place where the axes cannot do it the steps stay finite. Belongs to one thread; allocates nothing but itself.
 */
final class Solver {

    /** m and rad, alike. */
    static final int ROWS = 6;

    /** Against rounding alone: the square of a step of a micrometre for a radian. */
    private static final double DAMPING = 1e-12;

    private final int axes;
    private final double[] normal;
    private final double[] right;

    Solver(int axes) {
        this.axes = axes;
        this.normal = new double[axes * axes];
        this.right = new double[axes];
    }

    /** Solves {@code jacobian · step = wanted}. */
    void solve(double[] jacobian, double[] wanted, double[] step) {
        for (int i = 0; i < axes; i++) {
            right[i] = 0;
            for (int row = 0; row < ROWS; row++) {
                right[i] += jacobian[row * axes + i] * wanted[row];
            }
            for (int j = 0; j <= i; j++) {
                double sum = i == j ? DAMPING : 0;
                for (int row = 0; row < ROWS; row++) {
                    sum += jacobian[row * axes + i] * jacobian[row * axes + j];
                }
                normal[i * axes + j] = sum;
            }
        }
        factor();
        forward();
        backward(step);
    }

    /** Cholesky: the damping keeps the diagonal above 0. */
    private void factor() {
        for (int i = 0; i < axes; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = normal[i * axes + j];
                for (int k = 0; k < j; k++) {
                    sum -= normal[i * axes + k] * normal[j * axes + k];
                }
                normal[i * axes + j] = i == j ? Math.sqrt(Math.max(sum, DAMPING)) : sum / normal[j * axes + j];
            }
        }
    }

    private void forward() {
        for (int i = 0; i < axes; i++) {
            for (int k = 0; k < i; k++) {
                right[i] -= normal[i * axes + k] * right[k];
            }
            right[i] /= normal[i * axes + i];
        }
    }

    private void backward(double[] step) {
        for (int i = axes - 1; i >= 0; i--) {
            double sum = right[i];
            for (int k = i + 1; k < axes; k++) {
                sum -= normal[k * axes + i] * step[k];
            }
            step[i] = sum / normal[i * axes + i];
        }
    }
}
