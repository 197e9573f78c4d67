// SPDX-License-Identifier: Apache-2.0

/** What tests of the toolkit and of its users share: fakes, generators, contracts. */
@NullMarked
package org.openmsrp.testkit;

import org.jspecify.annotations.NullMarked;
