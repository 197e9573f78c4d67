// SPDX-License-Identifier: Apache-2.0
/** The credentials port: what a transport needs to know for TLS, in JDK types. */
@NullMarked
package org.openmsrp.domain.port.tls;

import org.jspecify.annotations.NullMarked;
