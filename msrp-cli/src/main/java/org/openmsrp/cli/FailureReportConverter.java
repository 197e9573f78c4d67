// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import org.openmsrp.domain.header.FailureReport;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the value of a Failure-Report header (RFC 4975 §7.1.1). */
final class FailureReportConverter implements ITypeConverter<FailureReport> {

  @Override
  public FailureReport convert(String text) {
    return switch (text) {
      case "yes" -> FailureReport.YES;
      case "no" -> FailureReport.NO;
      case "partial" -> FailureReport.PARTIAL;
      default -> throw new TypeConversionException("'" + text + "' is none of yes, no, partial");
    };
  }
}
