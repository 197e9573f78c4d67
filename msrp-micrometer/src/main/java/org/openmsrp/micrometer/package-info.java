// SPDX-License-Identifier: Apache-2.0
/** Metrics for whoever watches a service with Micrometer: Prometheus, OpenTelemetry and others. */
@NullMarked
package org.openmsrp.micrometer;

import org.jspecify.annotations.NullMarked;
