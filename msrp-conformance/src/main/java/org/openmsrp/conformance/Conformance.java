// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.conformance;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the requirements that a test, or every test of a class, proves.
 *
 * <p>A requirement is named by RFC number, section and a running number within the section, for
 * example {@code 4975-7.1.1-02}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Conformance {

  /**
   * The requirements proved, in any order.
   *
   * @return at least one name such as {@code 4975-7.1.1-02}
   */
  String[] value();
}
