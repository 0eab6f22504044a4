package dev.mortise.controller.domain.plant;

import java.time.LocalDate;

/**
 * A tool whose results count as evidence only while its calibration lasts.
 *
 * @param kind e.g. nutrunner, leak-tester
 * @param calibratedOn day of the last calibration
 * @param calibrationDays how long it lasts
 */
public record ToolSpec(String id, String kind, LocalDate calibratedOn, int calibrationDays) {

    public boolean inCalibration(LocalDate day) {
        return !day.isBefore(calibratedOn) && !day.isAfter(calibratedOn.plusDays(calibrationDays));
    }
}
