// SPDX-License-Identifier: Apache-2.0
/** Certificates for tests, good and bad ones, made when they are needed. */
@NullMarked
package org.openmsrp.testkit.tls;

import org.jspecify.annotations.NullMarked;
